"""The engine inside the portal's own database: a table of documents, and beside it a table of words.

How words are stored and compared is each database's own business; the rest is
here, so that both answer alike.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import connections, transaction
from django.db.models import QuerySet

from portal.core.indexing import SearchDocument
from search.domain.analysis import Clause, Query, Words, stored_words, words_of
from search.domain.engines.base import Found, LookedUp
from search.domain.finding import CANDIDATES, MANY, OF_EACH_KIND, find
from search.domain.knowledge import NO_TABLES, stamp
from search.models import Document
from search.querysets import Statement, answers
from search.rules import Candidate, Narrowing, Question

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


# The columns of a document that are written, with their fields.
STORED: Final = tuple((str(field.column), field) for field in Document._meta.concrete_fields if not field.primary_key)
REPLACED: Final = ", ".join(f"{name} = EXCLUDED.{name}" for name, _field in STORED if name != "key")

Worded = tuple[SearchDocument, Words]
_AT_A_TIME: Final = 100


class EmbeddedEngine(ABC):
    """Finds the best ids by words first, then filters and loads: linear, however many match.

    ``using`` names the database; measuring keeps an index of its own beside the site's.
    """

    def __init__(self, using: str = "default") -> None:
        self.using = using

    @property
    def connection(self) -> "BaseDatabaseWrapper":
        return connections[self.using]

    def write(self, documents: Sequence[SearchDocument]) -> None:
        with transaction.atomic(using=self.using):
            for worded in _cut_ahead(documents):
                rows = [
                    Document.values_of(document, words=stored_words(words), cuts=words.cuts)
                    for document, words in worded
                ]
                self._store(rows, [words for _document, words in worded])

    def remove(self, keys: Sequence[str]) -> None:
        with transaction.atomic(using=self.using):
            doomed = Document.objects.using(self.using).keyed(keys)
            self._remove_words(list(doomed.values_list("pk", flat=True)))
            doomed.delete()

    def keys(self) -> Iterable[str]:
        return Document.objects.using(self.using).values_list("key", flat=True).iterator()

    def settle(self) -> dict[str, int]:
        self._tidy()
        return Document.objects.using(self.using).counts_by_kind()

    def find(self, question: Question, *, now: datetime) -> Found:
        return find(question, ranker=self, using=self.using, now=now)

    def best(self, query: Query, narrowing: Narrowing, limit: int) -> list[int]:
        sql, params = self._ranking(query.any_of, self._among(narrowing))
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [*params, limit])
            return [row[0] for row in cursor.fetchall()]

    def candidates(self, query: Query, narrowing: Narrowing, *, now: datetime, worded: int) -> list[Candidate]:
        (rows,) = answers([self._candidates(query, narrowing, now, worded)], self.using)
        return list(map(Candidate._make, rows))

    def looked_up(
        self, query: Query, kinds: Sequence[str], narrowing: Narrowing, *, now: datetime, worded: int, has_stamp: bool
    ) -> LookedUp:
        return self.look_up(
            self._candidates(query, Narrowing(), now, worded), self.several(kinds, narrowing, now), has_stamp=has_stamp
        )

    def look_up(self, best: Statement, several: Statement, *, has_stamp: bool) -> LookedUp:
        """Ask for the best documents and for some of each kind, in as few trips as the database takes."""
        rows, of_kinds = answers([best, several], self.using)
        return looked_up(rows, of_kinds, stamp=stamp() if has_stamp else NO_TABLES)

    def several(self, kinds: Sequence[str], narrowing: Narrowing, now: datetime) -> Statement:
        documents = Document.objects.using(self.using)
        return documents.some_of_each_kind(kinds, narrowing, most=OF_EACH_KIND, up_to=MANY, now=now)

    def _candidates(self, query: Query, narrowing: Narrowing, now: datetime, worded: int) -> Statement:
        sql, params = self._ranking(query.any_of, self._among(narrowing))
        source = Statement(self._joined(sql), [*params, CANDIDATES])
        return Document.objects.using(self.using).candidates(source, now, worded=worded)

    def _among(self, narrowing: Narrowing) -> QuerySet[Document] | None:
        return Document.objects.using(self.using).narrowed(narrowing) if narrowing else None

    @abstractmethod
    def lock(self) -> None: ...

    @abstractmethod
    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]: ...

    @abstractmethod
    def _store(self, rows: Sequence[Mapping[str, Any]], words: Sequence[Words]) -> None:
        """Write rows of documents, each with its words, in place of those with the same keys."""

    @abstractmethod
    def _remove_words(self, ids: Sequence[int]) -> None: ...

    @abstractmethod
    def _ranking(self, clauses: Sequence[Clause], among: QuerySet[Document] | None) -> tuple[str, list[Any]]:
        """SQL that gives the ``id`` of matches among these, the best first, and its parameters.

        It ends with one parameter more, the limit.
        """

    @abstractmethod
    def _joined(self, ranking: str) -> str:
        """SQL from FROM on that joins the documents to their ranking, numbered from 1 by ``at``, in its order."""

    @abstractmethod
    def _tidy(self) -> None: ...


def looked_up(
    best: Sequence[tuple[Any, ...]],
    of_kinds: Sequence[tuple[Any, ...]],
    *,
    stamp: int,
    is_outdated: bool = False,
) -> LookedUp:
    """Rows as ``candidates`` and ``some_of_each_kind`` ask for them, read."""
    several = [Candidate._make(row[1:]) for row in of_kinds]
    counted = {candidate.agency_type: row[0] for candidate, row in zip(several, of_kinds, strict=True)}
    return LookedUp(list(map(Candidate._make, best)), several, counted, stamp, is_outdated)


def _cut_ahead(documents: Sequence[SearchDocument]) -> Iterator[list[Worded]]:
    """The documents with their words, some at a time: while these are written, the next are cut in another thread."""
    parts = [documents[at : at + _AT_A_TIME] for at in range(0, len(documents), _AT_A_TIME)]
    if len(parts) < 2:
        yield from map(_cut, parts)
        return
    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = ahead.submit(_cut, parts[0])
        for part in parts[1:]:
            ready, coming = coming.result(), ahead.submit(_cut, part)
            yield ready
        yield coming.result()


def _cut(documents: Sequence[SearchDocument]) -> list[Worded]:
    return list(zip(documents, words_of(documents), strict=True))


def condition(among: QuerySet[Document] | None, column: str) -> tuple[str, list[Any]]:
    """SQL that keeps a search to some documents; nothing when it is to look at all of them."""
    if among is None:
        return "", []
    sql, params = among.values("pk").query.sql_with_params()
    return f" AND {column} IN ({sql})", list(params)
