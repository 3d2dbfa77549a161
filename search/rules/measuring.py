"""How good answers are, in the five figures of a query file with judgements."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Final

AT: Final = 10
KINDS_AT: Final = 5
FIGURES: Final = ("kinds@5", "kR@10", "nDCG@10", "MRR", "zero")
_PATTERN: Final = "re:"


@dataclass(frozen=True)
class Judged:
    """A query with the kinds that help (grade 2) and those that are near (grade 1)."""

    qid: str
    group: str
    text: str
    helps: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True)
class Thing:
    """A document of the corpus as judgements see it."""

    title: str
    kinds: tuple[str, ...]


def codes(cell: str) -> tuple[str, ...]:
    """The codes of a cell; a pattern may hold commas and stands alone."""
    if cell.startswith(_PATTERN):
        return (cell,)
    return tuple(code for code in map(str.strip, cell.split(",")) if code)


def is_of(thing: Thing, code: str) -> bool:
    if code.startswith(_PATTERN):
        return re.search(code.removeprefix(_PATTERN), thing.title) is not None
    return code in thing.kinds


def grade(thing: Thing, query: Judged) -> int:
    if any(is_of(thing, code) for code in query.helps):
        return 2
    return int(any(is_of(thing, code) for code in query.near))


def kind_recall(shown: Sequence[Thing], query: Judged, corpus: Iterable[Thing]) -> float | None:
    """The share of the query's helping kinds seen among those shown; None when the corpus holds none of them."""
    corpus = list(corpus)
    there = [code for code in query.helps if any(is_of(thing, code) for thing in corpus)]
    if not there:
        return None
    return sum(any(is_of(thing, code) for thing in shown[:AT]) for code in there) / len(there)


def gain(shown: Sequence[Thing], query: Judged, all_grades: Iterable[int]) -> float | None:
    """nDCG@10 with gain 2^grade - 1; None when nothing in the corpus is of any grade."""
    ideal = _discounted(sorted(all_grades, reverse=True)[:AT])
    if not ideal:
        return None
    return _discounted([grade(thing, query) for thing in shown[:AT]]) / ideal


def first_rank(shown: Sequence[Thing], query: Judged) -> float:
    """One divided by the rank of the first document of any grade; 0 when there is none."""
    return next((1 / rank for rank, thing in enumerate(shown, start=1) if grade(thing, query)), 0.0)


def kinds_found(suggested: Sequence[str], query: Judged, agency_kinds: Mapping[str, object]) -> float | None:
    """The share of the helping kinds of agency among the five suggested; None when no helping kind is one."""
    wanted = [code for code in query.helps if code in agency_kinds]
    if not wanted:
        return None
    return sum(code in suggested[:KINDS_AT] for code in wanted) / len(wanted)


def mean(values: Iterable[float | None]) -> float:
    there = [value for value in values if value is not None]
    return round(sum(there) / len(there), 4) if there else 0.0


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**value - 1) / log2(rank + 1) for rank, value in enumerate(grades, start=1))
