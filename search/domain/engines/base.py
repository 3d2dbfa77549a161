"""What an engine must be able to do. The site, the commands and the tests know no more of one than this."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from portal.core.indexing import SearchDocument
from search.domain.analysis import Clause, Query
from search.domain.meaning import Fit
from search.rules import Candidate, Facets, Narrowing, Question


@dataclass(frozen=True)
class Found:
    """One page of results. ``there_are_more`` says that ``total`` is a floor, not a count."""

    documents: tuple[SearchDocument, ...] = ()
    total: int = 0
    page: int = 1
    there_are_more: bool = False
    facets: Facets = field(default_factory=Facets)
    fits: tuple[Fit, ...] = ()
    query: Query = field(default_factory=Query)
    # The texts of the documents, and each as it is kept cut.
    kept: Mapping[str, str] = field(default_factory=dict)
    # What was searched for instead of something mistyped that stands in no document.
    meant: str = ""


class Engine(Protocol):
    """Keeps documents and finds them. What is written is found within the same transaction."""

    def lock(self) -> None:
        """Make other writers wait until the running transaction ends."""

    def write(self, documents: Sequence[SearchDocument]) -> None:
        """Add the documents, or replace those with the same key."""

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the documents; a key that is not there is no error."""

    def keys(self) -> Iterable[str]:
        """The keys of all documents."""

    def settle(self) -> dict[str, int]:
        """Tidy up after much has been written; return how many documents are there, by kind."""

    def find(self, question: Question, *, now: datetime) -> Found:
        """Answer a question: best first, what is over at ``now`` last. A page beyond the last becomes the last."""


@dataclass(frozen=True)
class Wanted:
    """What one question wants of an engine: documents that hold the words, the best ``worded`` with theirs.

    Also some of each of these ``kinds`` of agency that pass the filters, and whether any document of the town meets a
    clause in ``doubt``. ``has_stamp`` says that the tables of the knowledge are there to be asked.
    """

    query: Query
    kinds: tuple[str, ...]
    narrowing: Narrowing
    now: datetime
    worded: int
    has_stamp: bool = True
    doubt: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class LookedUp:
    """What an engine brings for one question, best first, and whether what the question was built on still stands.

    ``several`` are some of each kind of agency that fits, ``counted`` says how many of each kind there are;
    ``is_there`` answers the doubt.
    """

    best: list[Candidate]
    several: list[Candidate]
    counted: dict[str, int]
    stamp: int
    is_outdated: bool = False
    is_there: bool = False


class Ranker(Protocol):
    """The part of an engine that differs: which documents hold the words, roughly the best first."""

    def best(self, query: Query, narrowing: Narrowing, limit: int) -> list[int]:
        """The ids of at most ``limit`` documents that meet any clause and pass the filters."""

    def candidates(self, query: Query, narrowing: Narrowing, *, now: datetime, worded: int) -> list[Candidate]:
        """The same documents, with what filters and ranking need of them; the best ``worded`` with their words."""

    def looked_up(self, wanted: Wanted) -> LookedUp:
        """All that a question wants, the documents among those of the whole town."""

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        """In about how many documents each word stands, and about how many documents there are.

        Words that stand in none may be left out.
        """
