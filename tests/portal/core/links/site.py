"""A real web site on this machine, of which every path says what it was told to say."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from portal.core.links.asking import Asker

HERE = "127.0.0.1"


@dataclass
class Site:
    """``says`` maps a path to (status, headers), or (method, path) to it; ``heard`` are the requests in order."""

    port: int
    says: dict = field(default_factory=dict)
    heard: list = field(default_factory=list)
    headers: list = field(default_factory=list)

    def url(self, path: str, host: str = "machi.example") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def served() -> Iterator[Site]:
    """The site, from the first request to the last."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            site.heard.append((self.command, self.path))
            site.headers.append(dict(self.headers))
            status, headers = site.says.get((self.command, self.path)) or site.says.get(self.path) or (404, {})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_HEAD = do_GET  # noqa: N815 -- the name that http.server calls

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer((HERE, 0), Handler)
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def names(host: str, port: int) -> list[str]:
    """A name server of our own: one town here, one name that leads inside, one that leads to both."""
    known = {
        "machi.example": [HERE],
        "other.example": [HERE],
        "inside.example": ["10.0.0.5"],
        "both.example": [HERE, "192.168.1.1"],
    }
    if host not in known:
        raise OSError(host)
    return known[host]


def asker(**fields) -> Asker:
    """Goes to this machine and to no other inner address, on any port."""
    return Asker(
        **{
            "user_agent": "MarugotoLinkCheck/1.0 (sumino-chou; +http://localhost:8000)",
            "resolve": names,
            "is_allowed": lambda address: address == HERE,
            "ports": None,
            "seconds": 2.0,
            **fields,
        }
    )
