"""The engine that answers: the one of the database in use."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from portal.core.indexing import SearchDocument
from search.domain.engines.base import Engine, Found
from search.domain.engines.postgres import PostgresEngine
from search.domain.engines.sqlite import SqliteEngine
from search.rules import Question


def embedded_engine() -> Engine:
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()


EMBEDDED: Final = "embedded"
ENGINES: Final[dict[str, Callable[[], Engine]]] = {EMBEDDED: embedded_engine}


def current_engine() -> Engine:
    return ENGINES[EMBEDDED]()


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
