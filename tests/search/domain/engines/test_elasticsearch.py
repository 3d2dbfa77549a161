"""What residents see while Elasticsearch is killed, cut off, confused or behind: the same answers."""

import json
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from search.domain import outbox
from search.domain.analysis import query_of
from search.domain.engines import current_engine, embedded_engine
from search.domain.engines.elasticsearch import ElasticsearchEngine, breaker, ranked
from search.domain.versioned_index import Change, send, site_index
from search.models import Document
from search.rules import Narrowing, Question
from tests.factories.search import document

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(db):
    return ElasticsearchEngine(embedded_engine())


@pytest.fixture
def settled(engine, elasticsearch):
    """Twenty documents that Elasticsearch has heard of."""
    engine.write([document(number, title=f"介護の会 {number}", kind="event") for number in range(20)])
    outbox.drain()
    site_index().refresh()
    return engine


def keys(engine, text, **narrowing):
    return [hit.key for hit in engine.find(Question(text, Narrowing(**narrowing)), now=NOW).documents]


def asked(text="介護", narrowing=None):
    return ranked(site_index(), query_of(text).any_of, narrowing or Narrowing(), 200, seconds=10)


def test_a_town_without_its_address_is_served_by_the_database():
    assert type(current_engine()) is type(embedded_engine())


def test_a_town_with_its_address_is_served_by_it(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"

    assert type(current_engine()) is ElasticsearchEngine


@pytest.mark.elasticsearch
def test_elasticsearch_itself_ranks_and_narrows(engine, elasticsearch):
    engine.write(
        [
            document(1, title="町の便り", body="介護の話", kind="page"),
            document(2, title="介護の会", kind="event", areas=("chuo",), topics=("care",)),
            document(3, title="介護の家", kind="base", areas=("kawakami",)),
        ]
    )
    outbox.drain()
    site_index().refresh()
    pk = dict(Document.objects.values_list("key", "pk"))

    assert asked()[-1] == pk["tests.thing:1"]
    assert asked(narrowing=Narrowing(kind="event")) == [pk["tests.thing:2"]]
    assert sorted(asked(narrowing=Narrowing(area="kawakami"))) == sorted([pk["tests.thing:1"], pk["tests.thing:3"]])
    assert asked(narrowing=Narrowing(topic="care")) == [pk["tests.thing:2"]]


@pytest.mark.elasticsearch
def test_nothing_hidden_appears_while_its_removal_waits(settled):
    settled.remove(["tests.thing:3"])
    settled.write([document(4, title="囲碁の会", kind="page")])

    found = settled.find(Question("介護"), now=NOW)

    assert len(asked()) == 20
    assert found.total == 18
    assert found.facets.kinds == {"event": 18}
    assert "tests.thing:3" not in keys(settled, "介護 3")
    assert keys(settled, "囲碁") == ["tests.thing:4"]


@pytest.mark.elasticsearch
def test_what_it_does_not_know_yet_is_found_in_the_database(settled):
    settled.write([document(99, title="子供食堂")])

    assert asked("子供食堂") == []
    assert keys(settled, "子供食堂") == ["tests.thing:99"]


@pytest.mark.elasticsearch
def test_a_lost_index_is_answered_for_by_the_database(settled):
    site_index().forget()

    assert len(keys(settled, "介護")) == 10


@pytest.mark.elasticsearch
def test_an_empty_index_is_answered_for_by_the_database(settled):
    site_index().take_into_use(site_index().begin(datetime.now(UTC)))

    assert asked() == []
    assert len(keys(settled, "介護")) == 10


@pytest.mark.elasticsearch
def test_a_node_killed_in_the_middle_of_questions_is_not_noticed(settled, elasticsearch, caplog):
    killer = threading.Timer(0.5, elasticsearch.kill)
    killer.start()

    deadline, answers = time.monotonic() + 2.5, []
    while time.monotonic() < deadline:
        answers.append(settled.find(Question("介護"), now=NOW))
    killer.join()
    was_open = breaker.is_open
    elasticsearch.start()
    site_index().refresh()
    breaker.succeeded()

    assert len(answers) > 20
    assert {answer.total for answer in answers} == {20}
    assert {len(answer.documents) for answer in answers} == {10}
    assert was_open is True
    assert caplog.text.count("the database answers meanwhile") == 1
    assert "介護" not in caplog.text
    assert len(asked()) == 20


@pytest.mark.elasticsearch
def test_no_answer_is_empty_while_one_index_takes_over_from_another(settled):
    rows, index = list(Document.objects.all()), site_index()
    stop = threading.Event()
    switched = []

    def switch():
        while not stop.is_set():
            name = index.begin(datetime.now(UTC))
            list(send([Change(row.key, 1, row) for row in rows], to=[name]))
            index.take_into_use(name)
            switched.append(name)

    switching = threading.Thread(target=switch)
    switching.start()
    answers = []
    while len(switched) < 5 and switching.is_alive():
        answers.append(settled.find(Question("介護"), now=NOW).total)
    stop.set()
    switching.join()

    assert len(switched) >= 5
    assert set(answers) == {20}
    assert len(index.versions()) == 1


def test_who_does_not_answer_is_left_alone_after_three_questions(engine, settings, caplog):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    engine.write([document(1, title="介護の会")])
    breaker.succeeded()

    found = [keys(engine, "介護") for _ in range(6)]

    assert found == [["tests.thing:1"]] * 6
    assert breaker.is_open is True
    assert caplog.text.count("Elasticsearch is away") == 1
    breaker.succeeded()


ANSWER = {"timed_out": False, "_shards": {"failed": 0}}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>log in to the guest network</html>"),
        (200, b"{}"),
        (200, b"[1, 2]"),
        (200, json.dumps({**ANSWER, "hits": {"hits": [{"_id": "7"}]}}).encode()),
        (200, json.dumps({**ANSWER, "hits": {"hits": [{"fields": {"row": []}}]}}).encode()),
        (200, json.dumps({**ANSWER, "hits": {"hits": [{"fields": {"row": ["x"]}}]}}).encode()),
        (200, json.dumps({**ANSWER, "hits": 3}).encode()),
        (200, json.dumps({**ANSWER, "timed_out": True}).encode()),
        (200, json.dumps({**ANSWER, "_shards": {"failed": 1}}).encode()),
        (200, json.dumps(ANSWER).encode()),
        (200, json.dumps({**ANSWER, "hits": {"hits": [{"fields": {"row": [10**9]}}]}}).encode()),
        (400, b"{}"),
        (401, b"{}"),
        (404, b"{}"),
        (429, b"{}"),
        (500, b"oops"),
        (503, b""),
    ],
)
def test_no_answer_however_odd_reaches_the_resident(engine, settings, status, body):
    engine.write([document(1, title="介護の会")])
    breaker.succeeded()
    with answering(status, body) as settings.ELASTICSEARCH_URL:
        assert keys(engine, "介護") == ["tests.thing:1"]
    breaker.succeeded()


def test_a_slow_answer_is_not_waited_for(engine, settings):
    settings.ELASTICSEARCH_READ_MS = 100
    engine.write([document(1, title="介護の会")])
    breaker.succeeded()
    with answering(200, b"{}", after=2) as settings.ELASTICSEARCH_URL:
        started = time.monotonic()
        found = keys(engine, "介護")

    assert found == ["tests.thing:1"]
    assert time.monotonic() - started < 5
    breaker.succeeded()


class answering:  # noqa: N801 -- reads as a phrase
    """A server that gives one answer to everything, and its address."""

    def __init__(self, status, body, *, after=0):
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(after)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("X-Elastic-Product", "Elasticsearch")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *args: None

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}"

    def __exit__(self, *args):
        self._server.shutdown()
        self._server.server_close()
