"""Against a real node, which is killed."""

import threading
import time
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from elastic_transport import TransportError

from search.domain import outbox
from search.domain.engines import embedded_engine
from search.domain.engines.elasticsearch import ElasticsearchEngine, breaker
from search.domain.versioned_index import Change, Entry, client, send, site_index
from search.models import Document, Waiting
from tests.factories.search import document

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(db):
    return ElasticsearchEngine(embedded_engine())


def keys():
    return [entry.key for entry in Waiting.objects.after(0)]


def held(text):
    """The numbers of the documents that Elasticsearch itself finds by one word of their title."""
    site_index().refresh()
    answer = Entry.search(using=client(), index=site_index().alias).query("match", title=text)
    found = answer.source(False).extra(docvalue_fields=["row"], stored_fields="_none_", size=10_000).execute()
    return sorted(hit["fields"]["row"][0] for hit in found.to_dict()["hits"]["hits"])


def numbers(*keys):
    return sorted(Document.objects.keyed(keys).values_list("pk", flat=True))


def test_a_key_waits_once_and_goes_to_the_end_when_it_changes_again():
    outbox.enqueue(["a:1", "a:2", "a:1"], now=NOW)
    first = {entry.key: entry.pk for entry in Waiting.objects.all()}

    outbox.enqueue(["a:1"], now=NOW)

    assert keys() == ["a:2", "a:1"]
    assert Waiting.objects.get(key="a:1").pk > max(first.values())


def test_a_drawn_version_lies_between_what_waited_and_what_will_wait():
    outbox.enqueue(["a:1"], now=NOW)

    drawn = outbox.draw_version()

    outbox.enqueue(["a:2"], now=NOW)
    before, after = Waiting.objects.get(key="a:1").pk, Waiting.objects.get(key="a:2").pk
    assert before < drawn < after
    assert keys() == ["a:1", "a:2"]


def test_a_change_that_is_taken_back_never_waits(engine):
    with transaction.atomic():
        engine.write([document(1)])
        transaction.set_rollback(True)

    assert keys() == []
    assert Document.objects.count() == 0


def test_without_elasticsearch_nothing_is_due():
    outbox.enqueue(["a:1"], now=NOW)

    assert outbox.drain_due(NOW) == 0
    assert keys() == ["a:1"]


@pytest.mark.elasticsearch
def test_what_was_written_is_heard_of_after_the_commit(engine, elasticsearch, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        engine.write([document(1, title="介護の会"), document(2, title="介護の家")])

    assert keys() == []
    assert held("介護") == numbers("tests.thing:1", "tests.thing:2")


@pytest.mark.elasticsearch
def test_what_was_removed_is_forgotten(engine, elasticsearch):
    engine.write([document(1, title="介護の会"), document(2, title="介護の家")])
    outbox.drain()

    engine.remove(["tests.thing:1"])
    told = outbox.drain()

    assert told == 1
    assert held("介護") == numbers("tests.thing:2")


@pytest.mark.elasticsearch
def test_a_late_old_write_does_not_win(engine, elasticsearch):
    engine.write([document(1, title="囲碁の会")])
    late = Change("tests.thing:1", Waiting.objects.get().pk, Document.objects.get())
    engine.write([document(1, title="介護の会")])
    outbox.drain()

    outcomes = list(send([late], to=site_index().versions()))

    assert outcomes == [("tests.thing:1", "")]
    assert held("囲碁") == []
    assert held("介護") == numbers("tests.thing:1")


@pytest.mark.elasticsearch
def test_a_late_old_write_does_not_bring_back_what_was_removed(engine, elasticsearch):
    engine.write([document(1, title="囲碁の会")])
    late = Change("tests.thing:1", Waiting.objects.get().pk, Document.objects.get())
    engine.remove(["tests.thing:1"])
    outbox.drain()

    list(send([late], to=site_index().versions()))

    assert held("囲碁") == []


@pytest.mark.elasticsearch
def test_what_is_refused_stays_and_holds_up_nothing(engine, elasticsearch, caplog):
    engine.write([document(1, title="介護の会")])
    engine.write([document(2, title="介護の町", areas=("z" * 33_000,))])
    engine.write([document(3, title="介護の窓口")])

    told = outbox.drain()

    assert told == 2
    assert keys() == ["tests.thing:2"]
    assert held("介護") == numbers("tests.thing:1", "tests.thing:3")
    assert "Elasticsearch refuses tests.thing:2" in caplog.text
    assert "介護" not in caplog.text


@pytest.mark.elasticsearch
def test_everything_waits_until_the_first_index_is_made(engine, elasticsearch):
    site_index().forget()
    engine.write([document(1, title="介護の会")])

    assert outbox.drain() == 0
    assert keys() == ["tests.thing:1"]


@pytest.mark.elasticsearch
def test_a_write_to_an_index_that_is_gone_does_not_bring_it_back(engine, elasticsearch):
    index = site_index()
    (gone,) = index.versions()
    engine.write([document(1, title="介護の会")])
    index.take_into_use(index.begin(NOW))

    list(send([Change("tests.thing:1", 1, Document.objects.get())], to=[gone]))

    assert gone not in index.versions()


@pytest.mark.elasticsearch
def test_a_node_killed_in_the_middle_of_indexing_loses_nothing(engine, elasticsearch):
    engine.embedded.write([document(number, title=f"介護の会 {number}") for number in range(3_000)])
    outbox.enqueue(list(engine.keys()), now=NOW)
    killer = threading.Thread(target=kill_when_some_are_in, args=(elasticsearch,))
    killer.start()

    with pytest.raises(TransportError):
        outbox.drain()
    killer.join()
    left = Waiting.objects.count()
    elasticsearch.start()
    outbox.drain(pauses=(1, 1, 1))

    assert 0 < left < 3_000
    assert keys() == []
    assert len(held("介護")) == 3_000


@pytest.mark.elasticsearch
def test_a_node_killed_between_write_and_acknowledgement_loses_nothing(engine, elasticsearch):
    engine.write([document(1, title="介護の会"), document(2, title="囲碁の会")])
    outbox.drain()
    engine.write([document(1, title="子供の会")])
    engine.remove(["tests.thing:2"])
    waiting = list(Waiting.objects.after(0))
    rows = Document.objects.by_key([entry.key for entry in waiting])
    # All that drain() does, but for the row that leaves the outbox at the end.
    list(send([Change(entry.key, entry.pk, rows.get(entry.key)) for entry in waiting], to=site_index().versions()))
    elasticsearch.kill()

    engine.write([document(3, title="子供の家")])
    elasticsearch.start()
    told = outbox.drain(pauses=(1, 1, 1))

    assert told == 3
    assert keys() == []
    assert held("子供") == numbers("tests.thing:1", "tests.thing:3")
    assert held("囲碁") == []


@pytest.mark.elasticsearch
def test_an_outage_costs_the_editor_little_and_the_worker_makes_up_for_it(
    engine, elasticsearch, settings, django_capture_on_commit_callbacks, caplog
):
    alive, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, "http://127.0.0.1:9"
    started = time.monotonic()
    for number in range(5):
        with django_capture_on_commit_callbacks(execute=True):
            engine.write([document(number, title="介護の会")])
    spent = time.monotonic() - started

    assert breaker.is_open is True
    assert spent < 5
    assert len(keys()) == 5
    assert outbox.drain_due(datetime.now(UTC) + timedelta(minutes=6)) == 0
    assert "5 documents wait" in caplog.text
    settings.ELASTICSEARCH_URL = alive
    assert outbox.drain_due(NOW) == 5
    assert len(held("介護")) == 5


def kill_when_some_are_in(node):
    address = f"{node.url}/_stats/indexing?filter_path=_all.primaries.indexing.index_total"
    for _ in range(3_000):
        with urllib.request.urlopen(address) as answer:  # noqa: S310 -- our own node
            text = answer.read().decode()
        digits = "".join(filter(str.isdigit, text))
        if int(digits or 0) >= 1_200:
            break
        time.sleep(0.01)
    node.kill()
