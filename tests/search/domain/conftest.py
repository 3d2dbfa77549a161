import pytest

from search.domain import outbox
from search.domain.engines import embedded_engine
from search.domain.versioned_index import site_index
from tests.budgets import budget


class Heard:
    """The engine with Elasticsearch, which has heard of every change as soon as it is made."""

    def __init__(self, engine):
        self._engine = engine

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def write(self, documents):
        self._engine.write(documents)
        self._let_it_hear()

    def remove(self, keys):
        self._engine.remove(keys)
        self._let_it_hear()

    def _let_it_hear(self):
        outbox.drain()
        site_index().refresh()


@pytest.fixture(params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, db):
    if request.param == "embedded":
        return embedded_engine()
    request.getfixturevalue("elasticsearch")
    from search.domain.engines.elasticsearch import ElasticsearchEngine

    return Heard(ElasticsearchEngine(embedded_engine()))


@pytest.fixture
def queries(engine):
    """How many queries one filtered question costs the database."""
    # Beside Elasticsearch: what it has not heard of, and whether there is anything of what it found.
    beside = 2 if isinstance(engine, Heard) else 0
    return budget(sqlite=5, postgresql=2) + beside
