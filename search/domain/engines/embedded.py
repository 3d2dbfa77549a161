"""The engine inside the portal's own database: a table of documents, and beside it a table of words.

How words are stored and compared is each database's own business; the rest is
here, so that both answer alike.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet

from portal.core.indexing import SearchDocument
from search.domain.analysis import Clause, Query, Words, query_of, words_of
from search.domain.engines.base import Found
from search.models import Document
from search.rules import PAGE_SIZE, Candidate, Question, facets, narrowed

# The best thousand are ranked, filtered and counted; nobody reads further.
CANDIDATES: Final = 1_000


class EmbeddedEngine(ABC):
    """Finds the best ids by words first, then filters and loads: linear, however many match."""

    def write(self, documents: Sequence[SearchDocument]) -> None:
        with transaction.atomic():
            rows = Document.objects.bulk_create(
                [Document.holding(document) for document in documents],
                update_conflicts=True,
                unique_fields=["key"],
                update_fields=[field.name for field in Document._meta.fields if field.name not in ("id", "key")],
            )
            # Rows that were there already come back without their id.
            ids = dict(Document.objects.keyed([row.key for row in rows]).values_list("key", "pk"))
            self._write_words([(ids[document.key], words_of(document)) for document in documents])

    def remove(self, keys: Sequence[str]) -> None:
        with transaction.atomic():
            doomed = Document.objects.keyed(keys)
            self._remove_words(list(doomed.values_list("pk", flat=True)))
            doomed.delete()

    def keys(self) -> Iterable[str]:
        return Document.objects.values_list("key", flat=True).iterator()

    def settle(self) -> dict[str, int]:
        self._tidy()
        return Document.objects.counts_by_kind()

    def find(self, question: Question, *, now: datetime) -> Found:
        query = query_of(question.text)
        if not query.any_of:
            return Found()
        candidates = self._candidates(query, question, now)
        passing = narrowed(candidates, question.narrowing)
        page = max(min(question.page, ceil(len(passing) / PAGE_SIZE)), 1)
        shown = [candidate.pk for candidate in passing[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
        loaded = Document.objects.in_bulk(shown)
        return Found(
            documents=tuple(loaded[pk].as_search_document() for pk in shown if pk in loaded),
            total=len(passing),
            page=page,
            there_are_more=len(candidates) >= CANDIDATES,
            facets=facets(candidates, question.narrowing),
        )

    def _candidates(self, query: Query, question: Question, now: datetime) -> list[Candidate]:
        best = self._best(query, Document.objects.all(), now)
        if question.narrowing and len(best) >= CANDIDATES:
            # Some of what the filters ask for may lie below the best: fetch those too.
            best |= self._best(query, Document.objects.narrowed(question.narrowing), now)
        return list(best.values())

    def _best(self, query: Query, among: QuerySet[Document], now: datetime) -> dict[int, Candidate]:
        ranking, ranking_params = self._ranking(query.any_of, among)
        whole, whole_params = self._meeting_all(query.all_of) if query.all_of else ("NULL", [])
        facts = f"""
            SELECT d.id, d.kind, d.areas, d.topics, COALESCE(d.over_at <= %s, FALSE)
            FROM ({ranking}) AS best JOIN search_document AS d ON d.id = best.id
            ORDER BY best.score * (CASE WHEN d.id IN ({whole}) THEN 2 ELSE 1 END) DESC, d.id
        """  # noqa: S608 -- the parts are our own constants
        at = connection.ops.adapt_datetimefield_value(now)
        with connection.cursor() as cursor:
            cursor.execute(facts, [at, *ranking_params, CANDIDATES, *whole_params])
            return {
                pk: Candidate(pk, kind, tuple(areas.split()), tuple(topics.split()), bool(is_over))
                for pk, kind, areas, topics, is_over in cursor.fetchall()
            }

    @abstractmethod
    def lock(self) -> None: ...

    @abstractmethod
    def _write_words(self, rows: Sequence[tuple[int, Words]]) -> None: ...

    @abstractmethod
    def _remove_words(self, ids: Sequence[int]) -> None: ...

    @abstractmethod
    def _ranking(self, clauses: Sequence[Clause], among: QuerySet[Document]) -> tuple[str, list[Any]]:
        """SQL that gives id and score of matches among these, the best (highest) first, and its parameters.

        It ends with one parameter more, the limit.
        """

    @abstractmethod
    def _meeting_all(self, clauses: Sequence[Clause]) -> tuple[str, list[Any]]:
        """SQL that gives the ids of documents which meet every clause, and its parameters."""

    @abstractmethod
    def _tidy(self) -> None: ...


def condition(among: QuerySet[Document], column: str) -> tuple[str, list[Any]]:
    """SQL that keeps a search to some documents; nothing when it is to look at all of them."""
    if not among.query.where:
        return "", []
    sql, params = among.values("pk").query.sql_with_params()
    return f" AND {column} IN ({sql})", list(params)
