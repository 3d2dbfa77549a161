"""What may be asked, what counts as a match of the filters, and when something is over."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Final, NamedTuple

LONGEST_QUERY: Final = 100
MOST_TERMS: Final = 16
PAGE_SIZE: Final = 10
HIGHEST_PAGE: Final = 10_000
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ud800-\udfff\ufeff]+")


@dataclass(frozen=True)
class Narrowing:
    """The filters of one search; codes, empty when not chosen."""

    kind: str = ""
    area: str = ""
    topic: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.area or self.topic)


@dataclass(frozen=True)
class Question:
    """One search as a resident put it; ``as_typed`` takes the words as they stand, even when they look mistyped."""

    text: str
    narrowing: Narrowing = field(default_factory=Narrowing)
    page: int = 1
    as_typed: bool = False


class Candidate(NamedTuple):
    """What filters and ranking need to know of a document that matches the words, as the database gives it.

    ``areas`` and ``topics`` are codes, each between spaces.
    """

    pk: int
    kind: str
    areas: str
    topics: str
    is_over: bool
    agency_type: str
    words: str


@dataclass(frozen=True)
class Facets:
    """How many results each choice would leave, the other filters staying as they are."""

    kinds: dict[str, int] = field(default_factory=dict)
    areas: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)


def cleaned(text: str) -> str:
    """Return what is searched for: printable, single spaces, at most 100 characters."""
    return " ".join(_UNPRINTABLE.sub(" ", text[: LONGEST_QUERY * 4]).split())[:LONGEST_QUERY].strip()


def page_number(asked: str | None) -> int:
    """Return the page that was asked for; anything that is no such number is the first."""
    if asked is None or not asked.isascii() or not asked.isdigit():
        return 1
    return min(max(int(asked[:6]), 1), HIGHEST_PAGE)


def is_of_kind(candidate: Candidate, kind: str) -> bool:
    return not kind or candidate.kind == kind


def is_in_area(candidate: Candidate, area: str) -> bool:
    """Whether it serves the area; what names no area is for the whole town."""
    return not area or not candidate.areas or f" {area} " in candidate.areas


def has_topic(candidate: Candidate, topic: str) -> bool:
    return not topic or f" {topic} " in candidate.topics


def narrowed(candidates: Iterable[Candidate], narrowing: Narrowing) -> list[Candidate]:
    """Those that pass every filter, what is over after what is not, else in the order given."""
    if narrowing:
        candidates = [
            candidate
            for candidate in candidates
            if is_of_kind(candidate, narrowing.kind)
            and is_in_area(candidate, narrowing.area)
            and has_topic(candidate, narrowing.topic)
        ]
    return sorted(candidates, key=attrgetter("is_over"))


def facets(candidates: Sequence[Candidate], narrowing: Narrowing) -> Facets:
    """Count each choice under the other filters, so that no choice with a count leads to an empty page.

    An area counts what is for the whole town too, but is offered only when
    something is there for that area itself.
    """
    kind, area, topic = narrowing.kind, narrowing.area, narrowing.topic
    in_area_and_topic = of_kind_and_topic = of_kind_in_area = candidates
    if narrowing:
        in_area_and_topic = [c for c in candidates if is_in_area(c, area) and has_topic(c, topic)]
        of_kind_and_topic = [c for c in candidates if is_of_kind(c, kind) and has_topic(c, topic)]
        of_kind_in_area = [c for c in candidates if is_of_kind(c, kind) and is_in_area(c, area)]
    areas = Counter([c.areas for c in of_kind_and_topic])
    whole_town = areas[""]
    return Facets(
        kinds=dict(Counter([c.kind for c in in_area_and_topic])),
        areas={code: count + whole_town for code, count in _each(areas).items()},
        topics=dict(_each(Counter([c.topics for c in of_kind_in_area]))),
    )


def _each(counted: Counter[str]) -> Counter[str]:
    """How often each code stands in texts of codes that were counted as a whole: few differ."""
    codes: Counter[str] = Counter()
    for text, count in counted.items():
        for code in text.split():
            codes[code] += count
    return codes


def next_span(spans: Sequence[tuple[datetime, datetime]], now: datetime) -> tuple[datetime, datetime] | None:
    """The first span that is not over; of things that are all over, the last."""
    coming = [span for span in spans if span[1] > now]
    return min(coming, default=max(spans, default=None))
