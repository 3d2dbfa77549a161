"""Elasticsearch ranks; the database keeps the documents, and answers alone while Elasticsearch is away.

What is written goes to the embedded engine and, by its key, into the outbox,
in one transaction. Elasticsearch hears of it after the commit.
"""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from elasticsearch import ApiError, TransportError, dsl

from portal.core.indexing import SearchDocument
from search.domain import outbox
from search.domain.analysis import Clause, Query
from search.domain.breaker import Breaker
from search.domain.engines.base import Found, LookedUp, Wanted
from search.domain.engines.embedded import EmbeddedEngine
from search.domain.finding import CANDIDATES, find
from search.domain.rebuilding import fill_for_measuring
from search.domain.versioned_index import BULK_DOCUMENTS, PATIENT, VersionedIndex, site_index
from search.models import Document, Waiting
from search.querysets import answers
from search.rules import Candidate, Narrowing, Question

logger = logging.getLogger("search.elasticsearch")

# As on SQLite, title 4, category 5, description 2, text 1, address 0.5, but no field may count less than one.
FIELDS: Final = ("title^8", "category^10", "description^4", "body^2", "address^1")
# So many of them are names: title and category.
NAMES: Final = 2
# A phrase of several words adds up what its words are worth: this brings it back to the worth of one word.
WHOLE: Final = 0.5
# When more than this waits, the database is the better one to ask.
MOST_WAITING: Final = 500
# Seconds in which a publishing editor waits for Elasticsearch at most; then the worker tells it.
TELLING: Final = 2.0

breaker = Breaker()


class ElasticsearchEngine:
    """Finds ids in Elasticsearch, everything else in the database beside it."""

    def __init__(self, embedded: EmbeddedEngine) -> None:
        self.embedded = embedded

    @property
    def index(self) -> VersionedIndex:
        return site_index()

    def lock(self) -> None:
        self.embedded.lock()

    def write(self, documents: Sequence[SearchDocument]) -> None:
        with transaction.atomic():
            self.embedded.write(documents)
            self._changed([document.key for document in documents])

    def remove(self, keys: Sequence[str]) -> None:
        with transaction.atomic():
            self.embedded.remove(keys)
            self._changed(keys)

    def keys(self) -> Iterable[str]:
        return self.embedded.keys()

    def settle(self) -> dict[str, int]:
        return self.embedded.settle()

    def find(self, question: Question, *, now: datetime) -> Found:
        return find(question, ranker=self, using=self.embedded.using, now=now)

    def best(self, query: Query, narrowing: Narrowing, limit: int) -> list[int]:
        """The best ids by Elasticsearch, and by the database of what Elasticsearch has not heard of yet.

        By the database alone when Elasticsearch is away, or has heard of too
        little: a young, lost or outdated index never makes a page empty.
        """
        waiting = set(Document.objects.keyed(Waiting.objects.keys()).values_list("pk", flat=True)[: MOST_WAITING + 1])
        if len(waiting) > MOST_WAITING:
            return self.embedded.best(query, narrowing, limit)
        found = [pk for pk in self._ask(query, narrowing, limit) if pk not in waiting]
        if not Document.objects.numbered(found).exists():
            return self.embedded.best(query, narrowing, limit)
        if waiting:
            found += [pk for pk in self.embedded.best(query, narrowing, limit) if pk in waiting]
        return found

    def candidates(self, query: Query, narrowing: Narrowing, *, now: datetime, worded: int) -> list[Candidate]:
        found = self.best(query, narrowing, CANDIDATES)
        (rows,) = answers([Document.objects.using(self.embedded.using).as_candidates(found, now)], self.embedded.using)
        return _in_order(map(Candidate._make, rows), found)

    def looked_up(self, wanted: Wanted) -> LookedUp:
        found = self.best(wanted.query, Narrowing(), CANDIDATES)
        best = Document.objects.using(self.embedded.using).as_candidates(found, wanted.now)
        looked_up = self.embedded.look_up(best, wanted)
        return replace(looked_up, best=_in_order(looked_up.best, found))

    def _ask(self, query: Query, narrowing: Narrowing, limit: int) -> list[int]:
        if not query.any_of or not breaker.may_ask(time.monotonic()):
            return []
        try:
            found = ranked(self.index, query.any_of, narrowing, limit, seconds=settings.ELASTICSEARCH_READ_MS / 1000)
        except (ApiError, TransportError, Unusable) as error:
            _failed(error)
            return []
        _succeeded()
        return found

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        return self.embedded.frequencies(words)

    def _changed(self, keys: Sequence[str]) -> None:
        if not keys:
            return
        self.embedded.lock()
        outbox.enqueue(keys, now=timezone.now())
        transaction.on_commit(tell_soon, robust=True)


class MeasuringEngine(ElasticsearchEngine):
    """Ranks with an index of its own, made by ``settle``; an outage is raised, for it would falsify the figures."""

    def __init__(self, embedded: EmbeddedEngine) -> None:
        super().__init__(embedded)
        self._index = VersionedIndex(f"{settings.ELASTICSEARCH_INDEX_PREFIX}-measuring-{uuid4().hex[:12]}")

    @property
    def index(self) -> VersionedIndex:
        return self._index

    def write(self, documents: Sequence[SearchDocument]) -> None:
        self.embedded.write(documents)

    def remove(self, keys: Sequence[str]) -> None:
        self.embedded.remove(keys)

    def settle(self) -> dict[str, int]:
        fill_for_measuring(self.index, using=self.embedded.using, now=timezone.now())
        return self.embedded.settle()

    def best(self, query: Query, narrowing: Narrowing, limit: int) -> list[int]:
        found = ranked(self.index, query.any_of, narrowing, limit, seconds=PATIENT)
        return found or self.embedded.best(query, narrowing, limit)


def _in_order(candidates: Iterable[Candidate], pks: Sequence[int]) -> list[Candidate]:
    """As they were ranked; one that is gone meanwhile is left out."""
    there = {candidate.pk: candidate for candidate in candidates}
    return [there[pk] for pk in pks if pk in there]


class Unusable(Exception):
    """Elasticsearch answered, but not with what was asked for."""


def tell_soon() -> None:
    """Tell Elasticsearch what waits, unless it is away: then the worker does, when it is back."""
    if not breaker.may_ask(time.monotonic()):
        return
    try:
        outbox.drain(seconds=TELLING, at_most=BULK_DOCUMENTS)
    except (ApiError, TransportError) as error:
        _failed(error)
    else:
        _succeeded()


def ranked(
    index: VersionedIndex, clauses: Sequence[Clause], narrowing: Narrowing, limit: int, *, seconds: float
) -> list[int]:
    """Ask Elasticsearch for the numbers of the best documents.

    Raises Unusable when the answer is not whole, or what the client raises.
    """
    answer = index.search(request(clauses, narrowing, limit), seconds=seconds)
    try:
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise Unusable("some of the index did not answer")
        return [int(hit["fields"]["row"][0]) for hit in answer.get("hits", {}).get("hits", ())]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Unusable("the answer has another form") from error


def request(clauses: Sequence[Clause], narrowing: Narrowing, limit: int) -> dict[str, Any]:
    """What is asked: the numbers of the best rows, and nothing of what they hold."""
    query = dsl.Q(
        "bool",
        should=[_any_field(clause) for clause in clauses],
        minimum_should_match=1,
        filter=_filters(narrowing),
    )
    asked = (
        dsl.Search()
        .query(query)
        .source(False)
        .extra(
            size=limit,
            stored_fields="_none_",
            docvalue_fields=["row"],
            track_total_hits=False,
        )
    )
    return asked.to_dict()


def _any_field(clause: Clause) -> dsl.query.Query:
    text = " ".join(clause.words)
    if clause.in_readings:
        kind = "match_phrase_prefix" if clause.is_prefix else "match_phrase"
        return dsl.Q(kind, kana={"query": text, "boost": clause.weight})
    if clause.is_prefix:
        return dsl.Q(
            "multi_match", query=text, type="phrase_prefix", fields=FIELDS, max_expansions=200, boost=clause.weight
        )
    if len(clause.words) > 1:
        boost = clause.weight * WHOLE
        return dsl.Q("multi_match", query=text, type="phrase", fields=FIELDS, tie_breaker=1.0, boost=boost)
    fields = FIELDS[:NAMES] if clause.in_names else FIELDS
    return dsl.Q("combined_fields", query=text, fields=fields, boost=clause.weight)


def _filters(narrowing: Narrowing) -> list[dsl.query.Query]:
    filters: list[dsl.query.Query] = []
    if narrowing.kind:
        filters.append(dsl.Q("term", kind=narrowing.kind))
    if narrowing.area:
        # What names no area is for the whole town.
        filters.append(dsl.Q("term", areas=narrowing.area) | ~dsl.Q("exists", field="areas"))
    if narrowing.topic:
        filters.append(dsl.Q("term", topics=narrowing.topic))
    return filters


def _failed(error: Exception) -> None:
    if breaker.failed(time.monotonic()):
        # The kind of error only: its text may quote what a resident typed.
        logger.warning(
            "Elasticsearch is away (%s %s); the database answers meanwhile.",
            type(error).__name__,
            getattr(error, "status_code", ""),
        )


def _succeeded() -> None:
    if breaker.succeeded():
        logger.warning("Elasticsearch answers again.")
