"""How bulk calls are made, seen from a server that writes down what it is sent."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from elasticsearch import ApiError

from search.domain.versioned_index import BULK_BYTES, BULK_DOCUMENTS, Change, send
from search.models import Document


@pytest.fixture
def server(settings):
    """Answers bulk calls with the statuses it was given, then with 201; keeps the size of each call."""
    calls, statuses = [], []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            lines = [json.loads(line) for line in sent.splitlines()]
            actions = [line for line in lines if set(line) & {"index", "delete"}]
            calls.append((len(actions), len(sent)))
            status = statuses.pop(0) if statuses else 201
            items = [{name: {"_id": meta["_id"], "status": status}} for line in actions for name, meta in line.items()]
            self.answer({"errors": status >= 300, "items": items})

        def answer(self, value):
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{listening.server_port}"
    listening.calls, listening.statuses = calls, statuses
    yield listening
    listening.shutdown()
    listening.server_close()


def changes(count, **values):
    return [Change(f"a:{number}", 1, Document(pk=number, key=f"a:{number}", **values)) for number in range(count)]


def test_a_call_carries_a_bounded_number_of_documents(server):
    outcomes = list(send(changes(BULK_DOCUMENTS * 2 + 1), to=["one"]))

    assert [count for count, _size in server.calls] == [BULK_DOCUMENTS, BULK_DOCUMENTS, 1]
    assert len(outcomes) == BULK_DOCUMENTS * 2 + 1


def test_a_call_carries_a_bounded_number_of_bytes(server):
    list(send(changes(20, url="/", areas="z" * 900_000), to=["one"]))

    assert len(server.calls) > 1
    assert max(size for _count, size in server.calls) <= BULK_BYTES


def test_a_node_that_is_full_is_asked_again(server):
    server.statuses += [429, 429]

    outcomes = list(send(changes(2), to=["one"], attempts=3))

    assert outcomes == [("a:0", ""), ("a:1", "")]
    assert len(server.calls) == 3


def test_a_node_that_stays_full_has_acknowledged_nothing(server):
    server.statuses += [429, 429]

    outcomes = list(send(changes(1), to=["one"], attempts=2))

    assert outcomes == [("a:0", "429")]


@pytest.mark.parametrize(("status", "reason"), [(200, ""), (201, ""), (404, ""), (409, ""), (400, "400"), (500, "500")])
def test_what_counts_as_safe(server, status, reason):
    server.statuses.append(status)

    assert list(send(changes(1), to=["one"])) == [("a:0", reason)]


def test_a_server_that_is_no_elasticsearch_is_an_error(settings, server):
    server.RequestHandlerClass.answer = lambda self, value: self.send_error(502)

    with pytest.raises(ApiError):
        list(send(changes(1), to=["one"]))
