"""Runs a query file with judgements over a corpus, through the same code as the public search."""

import gzip
import json
import statistics
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.utils import timezone

from portal.core.indexing import BATCH, SearchDocument
from portal.core.kana import fold_width
from search.domain.engines.base import Engine
from search.domain.knowledge import SHIPPED
from search.domain.lexicons import current_lexicon
from search.domain.meaning import Lexicon
from search.domain.results import results
from search.domain.strip import good_enough
from search.rules import Question
from search.rules.measuring import (
    FIGURES,
    Judged,
    Thing,
    codes,
    first_rank,
    gain,
    grade,
    kind_recall,
    kinds_found,
    mean,
)

_COLUMNS: Final = 5
# What the portal calls the types of the corpus.
_KINDS: Final = {"minutes": "outcome"}


class UnreadableFile(Exception):
    """A file of the measurement cannot be read; the message says which line and why."""


@dataclass(frozen=True)
class Report:
    """The figures over all queries and by group, each with p50 and p95 of the whole call in milliseconds."""

    overall: dict[str, float]
    groups: dict[str, dict[str, float]]
    documents: int
    documents_a_second: float


@dataclass
class _Outcome:
    group: str
    figures: dict[str, float | None]
    milliseconds: list[float] = field(default_factory=list)


def queries_of(path: Path) -> list[Judged]:
    """Read ``qid group query relevant_grade2 relevant_grade1 note``, tab-separated, UTF-8, first line a header."""
    judged = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines()[1:], start=2):
        if not line.strip():
            continue
        cells = [*line.split("\t"), "", ""]
        if len(cells) < _COLUMNS:
            raise UnreadableFile(f"{path.name}: line {number} has fewer than four columns")
        judged.append(Judged(cells[0], cells[1], cells[2], codes(cells[3]), codes(cells[4])))
    return judged


def agency_kinds_of(path: Path) -> list[str]:
    """The codes of kinds.tsv (``code type label description``) whose type is agency."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8-sig").splitlines()[1:]]
    return [row[0] for row in rows if len(row) > 1 and row[1] == "agency"]


def corpus_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a corpus, one a line, plain or gzipped."""
    opened: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise UnreadableFile(f"{path.name}: line {number} is not JSON") from error


def as_document(row: dict[str, Any], number: int, types: Mapping[str, str]) -> SearchDocument:
    """A row of the corpus as the portal would index it.

    An agency's type is read from the name of its category, as importing does;
    the judged ``kind`` of the row is never looked at.
    """
    return SearchDocument(
        key=f"corpus.{row['type']}:{number}",
        kind=_KINDS.get(row["type"], row["type"]),
        title=row["title"],
        url=f"/corpus/{number}/",
        kana=row.get("kana", ""),
        category=row.get("cat", ""),
        description=row.get("desc", ""),
        body=row.get("body", ""),
        address=row.get("addr", ""),
        agency_type=type_of(row.get("cat", ""), types) if row["type"] == "agency" else "",
    )


def types_by_category(lexicon: Lexicon) -> dict[str, str]:
    """Which type of agency each name of a category means: its label, its categories, its other names."""
    named: dict[str, str] = {}
    for texts in ("label", "categories", "aliases"):
        for door in lexicon.knowledge.kinds:
            words = getattr(door, texts)
            for text in [words] if isinstance(words, str) else words:
                for name in names_in(text):
                    named.setdefault(name, door.code)
    return named


def type_of(category: str, types: Mapping[str, str]) -> str:
    """The type that a category names; 「公共職業安定所（ハローワーク）」 is named by either."""
    return next((types[name] for name in names_in(category) if name in types), "")


def names_in(text: str) -> list[str]:
    """The whole, what stands before a bracket, and what stands in it."""
    whole = fold_width(text)
    before, _bracket, within = whole.partition("(")
    return [name for name in dict.fromkeys([whole, before.strip(), within.rstrip(")").strip()]) if name]


def measured_kinds() -> dict[str, str]:
    """Our agency types by the codes of kinds.tsv, turned round: the kind of each type."""
    kinds = tomllib.loads((SHIPPED / "measured_kinds.toml").read_text(encoding="utf-8"))["kinds"]
    return {code: kind for kind, types in kinds.items() for code in types}


def _pass(_count: int) -> None:
    """Nobody watches."""


def fill(engine: Engine, corpus: Path, *, on_batch: Callable[[int], None] = _pass) -> tuple[int, float]:
    """Index the corpus; return how many documents, and the seconds without those that reading the file takes."""
    types, rows = types_by_category(current_lexicon()), enumerate(corpus_of(corpus), start=1)
    count, seconds = 0, 0.0
    while batch := [as_document(row, number, types) for number, row in islice(rows, BATCH)]:
        seconds += _seconds_for(lambda: engine.write(batch))
        count += len(batch)
        on_batch(count)
    return count, seconds + _seconds_for(engine.settle)


def _seconds_for(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def measure(
    engine: Engine, queries: Sequence[Judged], corpus: Path, agency_kinds: Sequence[str], *, filled: tuple[int, float]
) -> Report:
    """Ask every query as the public search would, and compare with the judgements."""
    things = [Thing(row["title"], codes(row["kind"])) for row in corpus_of(corpus)]
    kind_of, agencies = measured_kinds(), dict.fromkeys(agency_kinds)
    _ask(engine, queries[0].text)
    # All are asked first: to judge an answer takes longer than to give it, and would be between two of them.
    answered = [(query, *_timed(engine, query.text)) for query in queries]
    outcomes = []
    for query, shown_urls, fits, spent in answered:
        shown = [things[int(url.split("/")[2]) - 1] for url in shown_urls]
        suggested = list(dict.fromkeys(kind_of.get(code, code) for code in fits))
        grades = [grade(thing, query) for thing in things]
        figures = {
            "kinds@5": kinds_found(suggested, query, agencies),
            "kR@10": kind_recall(shown, query, things),
            "nDCG@10": gain(shown, query, grades),
            "MRR": first_rank(shown, query) if any(grades) else None,
            "zero": float(not shown),
        }
        outcomes.append(_Outcome(query.group, figures, [spent]))
    groups = sorted({outcome.group for outcome in outcomes})
    return Report(
        overall=_summed_up(outcomes),
        groups={group: _summed_up([o for o in outcomes if o.group == group]) for group in groups},
        documents=filled[0],
        documents_a_second=round(filled[0] / max(filled[1], 0.001), 1),
    )


def _ask(engine: Engine, text: str) -> tuple[list[str], list[str]]:
    now = timezone.now()
    found = engine.find(Question(text), now=now)
    shown = results(found, text=text, now=now, kinds={}, areas={})
    return [result.url for result in shown], [fit.code for fit in good_enough(found.fits)]


def _timed(engine: Engine, text: str) -> tuple[list[str], list[str], float]:
    started = time.perf_counter()
    shown, fits = _ask(engine, text)
    return shown, fits, (time.perf_counter() - started) * 1000


def _summed_up(outcomes: Sequence[_Outcome]) -> dict[str, float]:
    times = sorted(time for outcome in outcomes for time in outcome.milliseconds)
    at_95 = times[min(int(len(times) * 0.95), len(times) - 1)]
    return {
        **{name: mean(outcome.figures[name] for outcome in outcomes) for name in FIGURES},
        "p50_ms": round(statistics.median(times), 2),
        "p95_ms": round(at_95, 2),
    }
