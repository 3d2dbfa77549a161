"""The words around a match, with the match marked, over the text as its author wrote it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from portal.core.indexing import SearchDocument
from portal.core.kana import fold_width, to_hiragana
from search.domain.analysis import Piece, Query, as_reading, content_word, pieces, query_of

LENGTH: Final = 110
_BEFORE: Final = 24
# So many parts of a text are cut into words to find the first match; then the beginning is shown.
_MOST_TRIED: Final = 8
_CLUSTER: Final = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_JOINS_THE_LAST: Final = re.compile(r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f]")
_PAUSES: Final = "。\n！？"
# No word goes beyond these; what stands between two of them is cut into words by itself.
_PART: Final = re.compile(r"[^\s、。！？!?（）()「」『』]{1,120}")
# How far a part is followed from a place within it, and how far into a text parts are looked for one by one.
_REACH: Final = 60
_FURTHEST: Final = 1_500

Span = tuple[int, int]


@dataclass(frozen=True)
class Matcher:
    """What of a text a question means."""

    words: frozenset[str]
    endings: frozenset[str]
    beginnings: tuple[str, ...]
    readings: tuple[str, ...]
    hints: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    signs: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, query: Query | None = None) -> "Matcher":
        """What ``text`` means; ``query``, when it was cut already, brings the words that mean the same."""
        query = query or query_of(text)
        clauses = [clause for clause in query.any_of if not clause.in_readings]
        cut = query.cut
        words = frozenset(clause.words[0] for clause in clauses if len(clause.words) == 1)
        in_phrases = {content_word(token) for token in cut}
        phrases = tuple(clause.words for clause in clauses if len(clause.words) > 1)
        surfaces = {token.surface for token in cut}
        readings = tuple(filter(None, map(as_reading, query.typed)))
        begin = {word[:1] for phrase in phrases for word in phrase[:1]} | {word[:1] for word in words | surfaces}
        spoken = {token.reading[:2] for token in cut} | {reading[:2] for reading in readings}
        return cls(
            words=words,
            endings=frozenset(in_phrases - words),
            beginnings=tuple(clause.words[0] for clause in clauses if clause.is_prefix),
            readings=readings,
            hints=tuple(sorted(words | surfaces | {"".join(phrase) for phrase in phrases})),
            phrases=phrases,
            signs=tuple(filter(None, begin | spoken | {to_hiragana(kana) for kana in spoken})),
        )

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth cutting ``text``: something in it begins like a word that was asked for."""
        folded = fold_width(text).casefold()
        return bool(self.readings) or any(sign in folded for sign in self.signs)

    def means(self, word: str, reading: str) -> bool:
        """Whether a word, or how it sounds, is one of those that were asked for."""
        return bool(word) and (
            word in self.words
            or word.startswith(self.beginnings)
            or (bool(self.readings) and self._sounds_like(reading))
        )

    def _sounds_like(self, reading: str) -> bool:
        return len(reading) > 1 and any(
            reading in asked or (len(asked) > 1 and asked in reading) for asked in self.readings
        )


def marked(text: str, matcher: Matcher) -> SafeString:
    """The whole text, escaped, with each match in ``<mark>``."""
    return _marked_up(text, _spans(text, matcher, 0, len(text)))


def excerpt(
    document: SearchDocument, matcher: Matcher, looked_at: dict[str, SafeString | None] | None = None
) -> SafeString:
    """About 110 characters around the first match, or the beginning of the description when the text holds none.

    ``looked_at`` keeps what was made of each text for the other results of one question, which often share it.
    """
    shown = {} if looked_at is None else looked_at
    for text in (document.description, document.body, document.address):
        if text not in shown:
            shown[text] = _around_match(text, matcher)
        if (around := shown[text]) is not None:
            return around
    return _window(document.description or document.body, 0, [])


def _around_match(text: str, matcher: Matcher) -> SafeString | None:
    match = _first_match(text, matcher)
    if match is None:
        return None
    start = _start_of_window(text, match[0])
    return _window(text, start, _spans(text, matcher, start, start + LENGTH))


def _first_match(text: str, matcher: Matcher) -> Span | None:
    """A match near the beginning; parts that hold a word as it was asked for are cut before others."""
    for begin, end in islice(dict.fromkeys(_promising(text, matcher)), _MOST_TRIED):
        for match in _matches(text, begin, end, matcher):
            return match
    return None


def _promising(text: str, matcher: Matcher) -> Iterator[Span]:
    plain = text.casefold()
    places = [place for hint in matcher.hints if (place := plain.find(hint)) >= 0] if len(plain) == len(text) else []
    for place in sorted(places):
        near = _PART.finditer(text, max(place - _REACH, 0), place + _REACH)
        yield from (part.span() for part in near if part.start() <= place < part.end())
    yield from _parts_to_cut(text, matcher, 0, _FURTHEST)


def _spans(text: str, matcher: Matcher, start: int, end: int) -> list[Span]:
    """The matches from ``start`` to ``end``, in order."""
    parts = _parts_to_cut(text, matcher, max(start - _REACH, 0), end + _REACH)
    near = [part for part in parts if part[1] > start and part[0] < end]
    return [match for begin, stop in near for match in _matches(text, begin, stop, matcher)]


def _parts_to_cut(text: str, matcher: Matcher, start: int, end: int) -> Iterator[Span]:
    """The parts between two pauses in which something begins like a word that was asked for."""
    return (part.span() for part in _PART.finditer(text, start, end) if matcher.may_be_in(part.group()))


def _matches(text: str, start: int, end: int, matcher: Matcher) -> Iterator[Span]:
    cut, places = _cut(text[start:end])
    in_phrases = _within_phrases(cut, matcher.phrases)
    words, endings, means = matcher.words, matcher.endings, matcher.means
    loosely = bool(matcher.beginnings or matcher.readings)
    match_ended = -1
    for number, (begin, stop, (word, reading)) in enumerate(cut):
        # A word of the question counts right behind a match too, as 症 does in 認知症.
        follows = begin == match_ended and word in endings
        if word in words or follows or number in in_phrases or (loosely and means(word, reading)):
            match_ended = stop
            yield start + places[begin], start + places[stop]


def _within_phrases(cut: Sequence[Piece], phrases: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The pieces that stand within a whole phrase."""
    if not phrases:
        return frozenset()
    numbers = [number for number, piece in enumerate(cut) if piece[2][0]]
    row = [cut[number][2][0] for number in numbers]
    there = frozenset(row)
    return frozenset(
        numbers[at]
        for phrase in phrases
        if phrase[0] in there
        for start, word in enumerate(row)
        if word == phrase[0] and tuple(row[start : start + len(phrase)]) == phrase
        for at in range(start, start + len(phrase))
    )


# Standing descriptions and names of categories are shown again and again.
@lru_cache(maxsize=5_000)
def _cut(text: str) -> tuple[list[Piece], "range | list[int]"]:
    folded, places = _folded_with_places(text)
    return pieces(folded), places


def _folded_with_places(text: str) -> tuple[str, "range | list[int]"]:
    """The text in one width, and where in ``text`` each of its characters comes from."""
    folded = fold_width(text)
    if folded == text or (len(folded) == len(text) and all(map(_stays_one, text))):
        return folded, range(len(text) + 1)
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFKC", cluster.group())
        pieces.append(piece)
        places.extend([cluster.start()] * len(piece))
    plain = "".join(pieces)
    folded = fold_width(plain)
    return (folded if len(folded) == len(plain) else plain), [*places, len(text)]


@lru_cache(maxsize=10_000)
def _stays_one(character: str) -> bool:
    """Whether it is one character in one width too, whatever stands beside it."""
    return len(unicodedata.normalize("NFKC", character)) == 1 and not _JOINS_THE_LAST.match(character)


def _window(text: str, start: int, spans: list[Span]) -> SafeString:
    end = min(start + LENGTH, len(text))
    within = [(begin - start, stop - start) for begin, stop in spans if begin >= start and stop <= end]
    before = "…" if start else ""
    after = "…" if end < len(text) else ""
    return mark_safe(before + _marked_up(text[start:end], within) + after)  # noqa: S308 -- all parts are escaped


def _start_of_window(text: str, match: int) -> int:
    """Behind the last pause not far before the match, or else behind the first comma there."""
    earliest = max(match - _BEFORE, 0)
    pause = max(text.rfind(sign, earliest, match) for sign in _PAUSES)
    return (pause if pause >= 0 else text.find("、", earliest, match) if earliest else -1) + 1 or earliest


def _marked_up(text: str, spans: list[Span]) -> SafeString:
    parts, at = [], 0
    for begin, end in _joined(spans):
        parts += [escape(text[at:begin]), "<mark>", escape(text[begin:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308 -- all parts are escaped


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for begin, end in spans:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > begin:
            joined.append((begin, end))
    return joined
