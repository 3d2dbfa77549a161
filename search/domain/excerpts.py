"""The words around a match, with the match marked, over the text as its author wrote it.

Documents keep their texts cut into words (``Cut.stored``), so that answering cuts nothing but the
question, and what lies deep in a long text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain, islice
from types import MappingProxyType
from typing import Final, NamedTuple

from django.utils.safestring import SafeString

from portal.core.indexing import SearchDocument
from search.domain.analysis import Query, as_reading, query_of
from search.domain.cutting import KEPT, Cut, Part, content_word, cut_text, part_around, read_stored

LENGTH: Final = 110
_BEFORE: Final = 24
# So many parts deep in a text are cut into words to find the first match; then the beginning is shown.
_MOST_TRIED: Final = 8
_PAUSES: Final = "。\n！？"
# How far a part is followed from a place within it.
_REACH: Final = 60
_NONE_KEPT: Final[Mapping[str, str]] = MappingProxyType({})


class Match(NamedTuple):
    """Where a match stands; a loose one only begins or sounds like what was asked for."""

    begin: int
    end: int
    is_loose: bool = False


@dataclass(frozen=True)
class Matcher:
    """What of a text a question means."""

    words: frozenset[str]
    endings: frozenset[str]
    beginnings: tuple[str, ...]
    readings: tuple[str, ...]
    hints: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    # The words of which a match must hold one, unless something is looked for loosely.
    openings: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, query: Query | None = None) -> "Matcher":
        """What ``text`` means; ``query``, when it was cut already, brings the words that mean the same."""
        query = query or query_of(text)
        clauses = [clause for clause in query.clauses if not clause.in_readings]
        cut = query.cut
        words = frozenset(clause.words[0] for clause in clauses if len(clause.words) == 1)
        in_phrases = {content_word(token) for token in cut}
        phrases = tuple(clause.words for clause in clauses if len(clause.words) > 1)
        surfaces = {token.surface for token in cut}
        readings = tuple(filter(None, map(as_reading, query.typed)))
        return cls(
            words=words,
            endings=frozenset(in_phrases - words),
            beginnings=tuple(clause.words[0] for clause in clauses if clause.is_prefix),
            readings=readings,
            hints=tuple(sorted(words | surfaces | {"".join(phrase) for phrase in phrases})),
            phrases=phrases,
            openings=words.union(phrase[0] for phrase in phrases),
        )

    @property
    def is_loose(self) -> bool:
        return bool(self.beginnings or self.readings)

    def is_like(self, word: str, sound: str) -> bool:
        """Whether a word begins, or sounds, like something that was asked for."""
        return word.startswith(self.beginnings) or (
            # 回 sounds like a part of かいご, and is none.
            any((len(sound) > 2 and sound in asked) or (len(asked) > 1 and asked in sound) for asked in self.readings)
        )

    def matches(self, cut: Cut) -> list[Match]:
        """The matches in a text, in order."""
        return [
            match
            for at, part in cut.parts
            if self.is_loose or not self.openings.isdisjoint(part.words)
            for match in self._matches(at, part)
        ]

    def _matches(self, at: int, part: Part) -> Iterator[Match]:
        in_phrases = _within_phrases(part.words, self.phrases)
        match_ended = -1
        each = zip(part.words, part.sounds, part.begins, part.ends, strict=True)
        for number, (word, sound, begin, end) in enumerate(each):
            # A word of the question counts right behind a match too, as 症 does in 認知症.
            follows = begin == match_ended and word in self.endings
            is_exact = word in self.words or follows or number in in_phrases or sound in self.readings
            if is_exact or (self.is_loose and self.is_like(word, sound)):
                match_ended = end
                yield Match(at + begin, at + end, not is_exact)


def marked(text: str, matcher: Matcher, kept: Mapping[str, str] = _NONE_KEPT) -> SafeString:
    """The whole text, escaped, with each match in ``<mark>``; ``kept`` holds texts as documents keep them cut."""
    return _marked_up(text, _matches(text, matcher, kept))


def excerpt(
    document: SearchDocument,
    matcher: Matcher,
    kept: Mapping[str, str] = _NONE_KEPT,
    looked_at: dict[str, SafeString | None] | None = None,
) -> SafeString:
    """About 110 characters around the first match, or the beginning of the description when the text holds none.

    ``kept`` holds texts as documents keep them cut; what is not there is cut now. ``looked_at`` keeps
    what was made of each text for the other results of one question, which often share it.
    """
    shown = {} if looked_at is None else looked_at
    for text in (document.description, document.body, document.address):
        if text not in shown:
            shown[text] = _around_match(text, matcher, kept)
        if (around := shown[text]) is not None:
            return around
    return _window(document.description or document.body, 0, [])


def _matches(text: str, matcher: Matcher, kept: Mapping[str, str]) -> list[Match]:
    if text not in kept:
        return matcher.matches(cut_text(text, end=KEPT))
    return matcher.matches(read_stored(kept[text], () if matcher.is_loose else matcher.openings))


def _around_match(text: str, matcher: Matcher, kept: Mapping[str, str]) -> SafeString | None:
    matches = _matches(text, matcher, kept)
    first = next((match for match in matches if not match.is_loose), None)
    if first is None and len(text) > KEPT:
        first = _first_deep(text, matcher)
    if first is None and matches:
        first = matches[0]
    if first is None:
        return None
    start = _start_of_window(text, first.begin)
    if start + LENGTH > KEPT:
        begin = part_around(text, start, _REACH)[0]
        matches = matcher.matches(cut_text(text, begin, start + LENGTH))
    return _window(text, start, matches)


def _first_deep(text: str, matcher: Matcher) -> Match | None:
    """A match behind what is kept cut, where a word stands as it was asked for."""
    plain = text.casefold()
    if len(plain) != len(text):
        return None
    places = sorted(place for hint in matcher.hints if (place := plain.find(hint, KEPT)) >= 0)
    parts = dict.fromkeys(part_around(text, place, _REACH) for place in islice(places, _MOST_TRIED))
    return next(chain.from_iterable(matcher.matches(cut_text(text, *part)) for part in parts), None)


def _within_phrases(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The numbers of the words that stand within a whole phrase."""
    return frozenset(
        at
        for phrase in phrases
        if phrase[0] in words
        for start, word in enumerate(words)
        if word == phrase[0] and tuple(words[start : start + len(phrase)]) == phrase
        for at in range(start, start + len(phrase))
    )


def _window(text: str, start: int, matches: Sequence[Match]) -> SafeString:
    end = min(start + LENGTH, len(text))
    within = [Match(one.begin - start, one.end - start) for one in matches if one.begin >= start and one.end <= end]
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return SafeString(before + _marked_up(text[start:end], within) + after)  # all parts are escaped


def _start_of_window(text: str, match: int) -> int:
    """Behind the last pause not far before the match, or else behind the first comma there."""
    earliest = max(match - _BEFORE, 0)
    pause = max(text.rfind(sign, earliest, match) for sign in _PAUSES)
    return (pause if pause >= 0 else text.find("、", earliest, match) if earliest else -1) + 1 or earliest


def _marked_up(text: str, matches: Sequence[Match]) -> SafeString:
    parts, at = [], 0
    for begin, end in _joined(matches):
        parts += [escape(text[at:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
        at = end
    return SafeString("".join([*parts, escape(text[at:])]))  # all parts are escaped


def _joined(matches: Sequence[Match]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end, _is_loose in matches:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > begin:
            joined.append((begin, end))
    return joined
