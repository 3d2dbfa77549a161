"""The engine inside the portal's own database: a table of documents, and beside it a table of words.

How words are stored and compared is each database's own business; the rest is
here, so that both answer alike.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db import connections, transaction
from django.db.models import QuerySet

from portal.core.indexing import SearchDocument
from search.domain.analysis import Clause, Query, Words, stored_words, words_of
from search.domain.engines.base import Found, LookedUp, Wanted
from search.domain.engines.known_kinds import UNKNOWN, KnownKinds, keep, known_kinds, read
from search.domain.finding import MANY, OF_EACH_KIND, find
from search.domain.stamp import draw
from search.models import Document, IndexStamp
from search.querysets import Statement, answers
from search.rules import Candidate, Narrowing, Question

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


# The columns of a document that are written, with their fields.
STORED: Final = tuple((str(field.column), field) for field in Document._meta.concrete_fields if not field.primary_key)
REPLACED: Final = ", ".join(f"{name} = EXCLUDED.{name}" for name, _field in STORED if name != "key")

# A number for the state of the documents, another after each write; drawn, not counted, for writes are rolled back.
INDEX_STAMP: Final = f"SELECT COALESCE(MAX(version), {UNKNOWN}) FROM search_indexstamp"  # noqa: S608 -- our own number

Worded = tuple[SearchDocument, Words]
Rows = list[tuple[Any, ...]]
_AT_A_TIME: Final = 100


class Standing(NamedTuple):
    """In which state the knowledge and the documents are, and whether what was remembered of either is outdated."""

    knowledge: int
    documents: int
    is_outdated: bool = False


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
            self._draw_stamp()

    def remove(self, keys: Sequence[str]) -> None:
        with transaction.atomic(using=self.using):
            doomed = Document.objects.using(self.using).keyed(keys)
            self._remove_words(list(doomed.values_list("pk", flat=True)))
            doomed.delete()
            self._draw_stamp()

    def _draw_stamp(self) -> None:
        draw(IndexStamp.objects.using(self.using))

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

    def looked_up(self, wanted: Wanted) -> LookedUp:
        return self.look_up(self._candidates(wanted.query, Narrowing(), wanted.now, wanted.worded), wanted)

    def look_up(self, best: Statement, wanted: Wanted) -> LookedUp:
        """Ask for the ``best`` documents and for all else, in as few trips as the database takes."""
        kinds, narrowing = wanted.kinds, wanted.narrowing
        known = KnownKinds() if narrowing else known_kinds(self.using)
        unknown = [code for code in kinds if code not in known.some]
        several = Document.objects.using(self.using).some_of_each_kind(
            unknown, narrowing, most=OF_EACH_KIND, up_to=MANY, now=wanted.now
        )
        standing, (rows, of_kinds, there) = self._told(
            [best, several, self._any(wanted.doubt)], has_stamp=wanted.has_stamp
        )
        told, lasting = read(unknown, of_kinds)
        if not narrowing:
            keep(self.using, standing.documents, told, lasting=lasting)
        some = {code: known.some.get(code) or told[code] for code in kinds}
        return LookedUp(
            best=list(map(Candidate._make, rows)),
            several=[document for one in some.values() for document in one.documents],
            counted={code: one.number for code, one in some.items()},
            stamp=standing.knowledge,
            is_there=bool(there),
            is_outdated=standing.is_outdated or (len(unknown) < len(kinds) and standing.documents != known.version),
        )

    def _any(self, clauses: Sequence[Clause]) -> Statement:
        if not clauses:
            return Statement("")
        sql, params = self._ranking(clauses, None)
        return Statement(sql, [*params, 1])

    def _among(self, narrowing: Narrowing) -> QuerySet[Document] | None:
        return Document.objects.using(self.using).narrowed(narrowing) if narrowing else None

    @abstractmethod
    def lock(self) -> None: ...

    @abstractmethod
    def _told(self, asked: Sequence[Statement], *, has_stamp: bool) -> tuple[Standing, list[Rows]]:
        """How things stand, read first, and the rows of each statement."""

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
    def _candidates(self, query: Query, narrowing: Narrowing, now: datetime, worded: int) -> Statement:
        """Asks for what ``candidates`` returns, as rows of ``Candidate``."""

    @abstractmethod
    def _tidy(self) -> None: ...


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
