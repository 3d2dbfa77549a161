"""The words around a match, with the match marked, over the text as its author wrote it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from portal.core.indexing import SearchDocument
from portal.core.japanese import tokens
from portal.core.kana import fold_width, to_hiragana
from search.domain.analysis import Query, as_reading, content_word, query_of

LENGTH: Final = 110
_BEFORE: Final = 24
# A long text is looked at only around the first place where a word of the question stands.
_LOOKED_AT: Final = 180
_CLUSTER: Final = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_PAUSES: Final = "。\n！？"

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
            hints=tuple(sorted(words | surfaces)),
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
    return _marked_up(text, list(_matches(text, matcher)))


def excerpt(document: SearchDocument, matcher: Matcher) -> SafeString:
    """About 110 characters around the first match, or the beginning of the description when the text holds none."""
    for text in (document.description, document.body, document.address):
        if not matcher.may_be_in(text):
            continue
        part = _part_to_look_at(text, matcher)
        spans = list(_matches(part, matcher))
        if spans:
            return _window(part, spans, goes_on=len(part) < len(text))
    text = document.description or document.body
    return _window(text[:_LOOKED_AT], [], goes_on=len(text) > _LOOKED_AT)


def _part_to_look_at(text: str, matcher: Matcher) -> str:
    if len(text) <= _LOOKED_AT:
        return text
    folded = text.casefold()
    places = [place for hint in matcher.hints if (place := folded.find(hint)) >= 0]
    start = max(min(places, default=0) - _LOOKED_AT // 4, 0)
    return text[start : start + _LOOKED_AT]


def _matches(text: str, matcher: Matcher) -> Iterator[Span]:
    cut, places = _cut(text)
    in_phrases = _within_phrases(cut, matcher.phrases)
    words, endings, means = matcher.words, matcher.endings, matcher.means
    loosely = bool(matcher.beginnings or matcher.readings)
    match_ended = -1
    for number, (begin, end, word, reading) in enumerate(cut):
        # A word of the question counts right behind a match too, as 症 does in 認知症.
        follows = begin == match_ended and word in endings
        if word in words or follows or number in in_phrases or (loosely and means(word, reading)):
            match_ended = end
            yield places[begin], places[end]


def _within_phrases(cut: "Sequence[Piece]", phrases: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The pieces that stand within a whole phrase."""
    if not phrases:
        return frozenset()
    numbers = [number for number, piece in enumerate(cut) if piece[2]]
    row = [cut[number][2] for number in numbers]
    there = frozenset(row)
    return frozenset(
        numbers[at]
        for phrase in phrases
        if phrase[0] in there
        for start, word in enumerate(row)
        if word == phrase[0] and tuple(row[start : start + len(phrase)]) == phrase
        for at in range(start, start + len(phrase))
    )


# Begin, end, content word ("" for words that only join others), reading.
Piece = tuple[int, int, str, str]


# Titles and standing descriptions are shown again and again.
@lru_cache(maxsize=1_000)
def _cut(text: str) -> tuple[tuple[Piece, ...], "range | list[int]"]:
    folded, places = _folded_with_places(text)
    return tuple((token.begin, token.end, content_word(token), token.reading) for token in tokens(folded)), places


def _folded_with_places(text: str) -> tuple[str, "range | list[int]"]:
    """The text in one width, and where in ``text`` each of its characters comes from."""
    if fold_width(text) == text:
        return text, range(len(text) + 1)
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFKC", cluster.group())
        pieces.append(piece)
        places.extend([cluster.start()] * len(piece))
    plain = "".join(pieces)
    folded = fold_width(plain)
    return (folded if len(folded) == len(plain) else plain), [*places, len(text)]


def _window(text: str, spans: list[Span], *, goes_on: bool) -> SafeString:
    start = _start_of_window(text, spans[0][0]) if spans else 0
    end = min(start + LENGTH, len(text))
    within = [(begin - start, stop - start) for begin, stop in spans if begin >= start and stop <= end]
    before = "…" if start else ""
    after = "…" if end < len(text) or goes_on else ""
    return mark_safe(before + _marked_up(text[start:end], within) + after)  # noqa: S308 -- all parts are escaped


def _start_of_window(text: str, match: int) -> int:
    earliest = max(match - _BEFORE, 0)
    pause = max(text.rfind(sign, earliest, match) for sign in _PAUSES)
    return pause + 1 if pause >= 0 else earliest


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
