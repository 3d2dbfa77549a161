"""The engine that answers: Elasticsearch where the town has one, else the one of the database in use."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import connection

from portal.core.indexing import SearchDocument
from search.domain.engines.base import Engine, Found
from search.domain.engines.postgres import PostgresEngine
from search.domain.engines.sqlite import SqliteEngine
from search.domain.scratch import scratch_database
from search.rules import Question


def embedded_engine(using: str = "default") -> PostgresEngine | SqliteEngine:
    return PostgresEngine(using) if connection.vendor == "postgresql" else SqliteEngine(using)


def elasticsearch_engine() -> Engine:
    from search.domain.engines.elasticsearch import ElasticsearchEngine  # noqa: PLC0415 -- most towns go without it

    return ElasticsearchEngine(embedded_engine())


EMBEDDED: Final = "embedded"
ELASTICSEARCH: Final = "elasticsearch"
ENGINES: Final[dict[str, Callable[[], Engine]]] = {EMBEDDED: embedded_engine, ELASTICSEARCH: elasticsearch_engine}


def current_engine() -> Engine:
    return ENGINES[ELASTICSEARCH if settings.ELASTICSEARCH_URL else EMBEDDED]()


@contextmanager
def measuring_engine(name: str) -> Iterator[Engine]:
    """An engine with an empty index of its own, which is gone afterwards."""
    with scratch_database() as using:
        if name != ELASTICSEARCH:
            yield embedded_engine(using)
            return
        from search.domain.engines.elasticsearch import MeasuringEngine  # noqa: PLC0415 -- most towns go without it

        measured = MeasuringEngine(embedded_engine(using))
        try:
            yield measured
        finally:
            measured.index.forget()


class CurrentEngine:
    """Stands for the engine in use, which is chosen only when it is asked for something."""

    def lock(self) -> None:
        current_engine().lock()

    def write(self, documents: Sequence[SearchDocument]) -> None:
        current_engine().write(documents)

    def remove(self, keys: Sequence[str]) -> None:
        current_engine().remove(keys)

    def keys(self) -> Iterable[str]:
        return current_engine().keys()

    def settle(self) -> dict[str, int]:
        return current_engine().settle()

    def find(self, question: Question, *, now: datetime) -> Found:
        return current_engine().find(question, now=now)
