"""The engine inside the portal's own database: a table of documents, and beside it a table of words.

How words are stored and compared is each database's own business; the rest is
here, so that both answer alike.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import connections, models, transaction
from django.db.models import QuerySet

from portal.core.indexing import SearchDocument
from search.domain.analysis import Clause, Query, Words, stored_words, words_of
from search.domain.engines.base import Found
from search.domain.finding import find
from search.models import Document
from search.rules import Candidate, Narrowing, Question

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


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
                rows = [Document.values_of(document, words=stored_words(words)) for document, words in worded]
                self._write_documents(rows)
                ids = Document.objects.using(self.using).ids_by_key([row["key"] for row in rows])
                self._write_words(
                    [(ids[row["key"]], words) for row, (_document, words) in zip(rows, worded, strict=True)]
                )

    def _write_documents(self, rows: Sequence[Mapping[str, Any]]) -> None:
        # Django's own bulk_create spends more on each row than the database does.
        fields = [field for field in Document._meta.concrete_fields if not field.primary_key]
        names = [field.attname for field in fields]
        # Texts go as they are; times and lists need what each database makes of them.
        ready = [isinstance(field, (models.CharField, models.TextField)) for field in fields]
        values = [
            [
                value if is_ready else field.get_db_prep_save(value, self.connection)
                for field, is_ready, value in zip(fields, ready, map(row.__getitem__, names), strict=True)
            ]
            for row in rows
        ]
        columns = [str(field.column) for field in fields]
        changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns if name != "key")
        into, changed = f"search_document ({', '.join(columns)})", f"ON CONFLICT (key) DO UPDATE SET {changes}"
        self._insert(into, [str(field.db_type(self.connection)) for field in fields], values, changed)

    def _insert(self, into: str, types: Sequence[str], rows: Sequence[Sequence[Any]], or_else: str) -> None:
        """Write rows of columns of these types ``into`` a table, or do ``or_else``."""
        sql = f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(types))}) {or_else}"  # noqa: S608 -- our own names
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, rows)

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

    def candidates(
        self, query: Query, narrowing: Narrowing, limit: int, *, now: datetime, worded: int
    ) -> list[Candidate]:
        sql, params = self._ranking(query.any_of, self._among(narrowing))
        documents = Document.objects.using(self.using)
        return documents.candidates(self._joined(sql), [*params, limit], now, worded=worded)

    def _among(self, narrowing: Narrowing) -> QuerySet[Document] | None:
        return Document.objects.using(self.using).narrowed(narrowing) if narrowing else None

    @abstractmethod
    def lock(self) -> None: ...

    @abstractmethod
    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]: ...

    def _counts(self, condition: str, params: Sequence[Any]) -> tuple[dict[str, int], int]:
        """Words that meet the condition with their counts, and the highest number that a document was given."""
        sql = f"""
            SELECT term, doc FROM search_word_counts WHERE {condition}
            UNION ALL SELECT NULL, COALESCE(MAX(id), 0) FROM search_document
        """  # noqa: S608 -- our own condition
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            counted = dict(cursor.fetchall())
        return counted, counted.pop(None)

    @abstractmethod
    def _write_words(self, rows: Sequence[tuple[int, Words]]) -> None: ...

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
    return [(document, words_of(document)) for document in documents]


def condition(among: QuerySet[Document] | None, column: str) -> tuple[str, list[Any]]:
    """SQL that keeps a search to some documents; nothing when it is to look at all of them."""
    if among is None:
        return "", []
    sql, params = among.values("pk").query.sql_with_params()
    return f" AND {column} IN ({sql})", list(params)
