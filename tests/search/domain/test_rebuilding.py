"""Against a real node: a new index takes over from the old without an empty moment."""

from datetime import UTC, datetime

import pytest
from elastic_transport import TransportError

from search.domain import outbox, rebuilding
from search.domain.analysis import query_of
from search.domain.engines import embedded_engine
from search.domain.engines.elasticsearch import ElasticsearchEngine, ranked
from search.domain.rebuilding import RebuildFailed, rebuild_elasticsearch
from search.domain.versioned_index import client, site_index
from search.models import Document, Waiting
from search.rules import Narrowing
from tests.factories.search import document

pytestmark = [pytest.mark.django_db, pytest.mark.elasticsearch]


@pytest.fixture
def engine(elasticsearch, monkeypatch):
    monkeypatch.setattr(rebuilding, "BATCH", 500)
    return ElasticsearchEngine(embedded_engine())


def rebuild(progress=lambda done: None):
    return rebuild_elasticsearch(embedded_engine(), now=datetime.now(UTC), progress=progress)


def found(text):
    """The keys that Elasticsearch itself finds."""
    site_index().refresh()
    numbers = ranked(site_index(), query_of(text).any_of, Narrowing(), 5_000, seconds=10)
    return sorted(Document.objects.numbered(numbers).values_list("key", flat=True))


def test_a_rebuild_holds_what_the_database_holds_and_drops_the_old_index(engine):
    (old,) = site_index().versions()
    engine.embedded.write([document(number, title=f"介護の会 {number}") for number in range(1_200)])
    heard = []

    count = rebuild(heard.append)

    (new,) = site_index().versions()
    assert count == 1_200
    assert heard == [500, 1_000, 1_200]
    assert new != old
    assert site_index().in_use() == [new]
    assert len(found("介護")) == 1_200


def test_the_first_rebuild_needs_no_index(engine):
    site_index().forget()
    engine.write([document(1, title="介護の会")])

    rebuild()

    assert found("介護") == ["tests.thing:1"]
    assert Waiting.objects.count() == 0


def test_what_changes_during_a_rebuild_is_in_the_old_index_and_in_the_new(engine):
    engine.write([document(number, title=f"介護の会 {number}") for number in range(1_200)])
    outbox.drain()
    seen_meanwhile = []

    def meanwhile(done):
        if done != 500:
            return
        engine.write([document(1, title="囲碁の会"), document(5_000, title="囲碁の家")])
        engine.remove(["tests.thing:2", "tests.thing:1100"])
        outbox.drain()
        seen_meanwhile.extend(found("囲碁"))
        engine.write([document(3, title="囲碁の庭")])

    rebuild(meanwhile)

    assert seen_meanwhile == ["tests.thing:1", "tests.thing:5000"]
    assert found("囲碁") == ["tests.thing:1", "tests.thing:3", "tests.thing:5000"]
    assert len(found("介護")) == 1_196
    assert client().count(index=site_index().alias).body["count"] == 1_199


def test_a_node_killed_during_a_rebuild_keeps_the_index_in_use(engine, elasticsearch):
    engine.write([document(number, title=f"介護の会 {number}") for number in range(1_200)])
    outbox.drain()
    (old,) = site_index().in_use()

    with pytest.raises(TransportError):
        rebuild(lambda done: elasticsearch.kill() if done == 500 else None)
    elasticsearch.start()

    assert site_index().in_use() == [old]
    assert len(found("介護")) == 1_200
    rebuild()
    assert len(site_index().versions()) == 1
    assert len(found("介護")) == 1_200


def test_a_refused_document_ends_the_rebuild_and_keeps_the_index_in_use(engine):
    (old,) = site_index().in_use()
    engine.write([document(1, areas=("z" * 33_000,))])

    with pytest.raises(RebuildFailed):
        rebuild()

    assert site_index().versions() == [old]
