"""Asking another site whether a page is there: gently, and never inside our own network."""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from portal.core.links.answers import Answer, LinkAnswer, answer_of_status

Resolve = Callable[[str, int], Sequence[str]]
WEB_PORTS: Final = frozenset({80, 443, 8000, 8080, 8443})
MOST_HOPS: Final = 5
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# What some sites say to HEAD although the page is there.
ASK_AGAIN_WITH_GET: Final = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 502})
# Networks in which an address of ours may hide inside another one.
WRAPPERS: Final = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of ``host``; OSError when there is none."""
    return sorted({str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})


def is_public(address: str) -> bool:
    """Whether ``address`` lies on the public internet: not here, not in the town hall, not in a cloud's backyard."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in net for net in WRAPPERS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


class _Refused(Exception):
    """Raised with the answer when nobody is asked, or nothing can be heard."""

    def __init__(self, kind: LinkAnswer) -> None:
        super().__init__(kind.label)
        self.answer = Answer(kind)


class _Pinned(http.client.HTTPConnection):
    """A connection to the very address that was looked at: a second answer of the name server changes nothing."""

    def __init__(self, url: SplitResult, address: str, *, seconds: float, context: ssl.SSLContext | None) -> None:
        self.default_port = 443 if context else 80  # type: ignore[misc]
        super().__init__(url.hostname or "", url.port or self.default_port, timeout=seconds)
        self.address, self.context = address, context

    def connect(self) -> None:
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
        if self.context:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)


@dataclass(frozen=True)
class Asker:
    """Asks for addresses. ``resolve`` and ``is_allowed`` say where it may go; the suite lets it go to itself."""

    user_agent: str
    resolve: Resolve = addresses_of
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] | None = WEB_PORTS
    seconds: float = 8.0
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, url: str) -> Answer:
        """What somebody would find who follows ``url``: HEAD, then GET without reading it where HEAD is no use."""
        try:
            answer, status = self._follow("HEAD", url)
            if status in ASK_AGAIN_WITH_GET:
                answer, _status = self._follow("GET", url)
        except _Refused as refused:
            return refused.answer
        return answer

    def _follow(self, method: str, url: str) -> tuple[Answer, int]:
        seen = set()
        for _hop in range(MOST_HOPS + 1):
            if url in seen:
                break
            seen.add(url)
            status, headers = self._one(method, url)
            target = headers.get("Location", "")
            if status not in REDIRECTS or not target:
                return Answer(answer_of_status(status), status, _asked_to_wait(headers)), status
            url = urljoin(url, target)
        raise _Refused(LinkAnswer.IN_CIRCLES)

    def _one(self, method: str, url: str) -> "tuple[int, http.client.HTTPMessage]":
        parts, address = self._where(url)
        context = self.context if parts.scheme == "https" else None
        connection = _Pinned(parts, address, seconds=self.seconds, context=context)
        # A site that sends one letter every few seconds must not hold the worker.
        watchdog = threading.Timer(self.seconds * 2, _hang_up, (connection,))
        watchdog.daemon = True
        watchdog.start()
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": self.user_agent, "Accept": "*/*", "Accept-Language": "ja", "Connection": "close"}
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
        except ssl.SSLCertVerificationError:
            raise _Refused(LinkAnswer.NO_TRUST) from None
        except (OSError, http.client.HTTPException, AttributeError, ValueError):
            raise _Refused(LinkAnswer.NO_ANSWER) from None
        else:
            return response.status, response.headers
        finally:
            watchdog.cancel()
            connection.close()

    def _where(self, url: str) -> tuple[SplitResult, str]:
        """The parts of ``url`` and the address to connect to, if we may go there."""
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise _Refused(LinkAnswer.NOT_AN_ADDRESS) from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Refused(LinkAnswer.NOT_AN_ADDRESS)
        if self.ports is not None and port not in self.ports:
            raise _Refused(LinkAnswer.PRIVATE)
        try:
            addresses = self.resolve(parts.hostname, port)
        except (OSError, UnicodeError):
            raise _Refused(LinkAnswer.NO_HOST) from None
        if not addresses:
            raise _Refused(LinkAnswer.NO_HOST)
        # One inner address among outer ones is enough to stay away.
        if not all(self.is_allowed(address) for address in addresses):
            raise _Refused(LinkAnswer.PRIVATE)
        return parts, addresses[0]


def _hang_up(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _asked_to_wait(headers: "http.client.HTTPMessage") -> timedelta | None:
    """Retry-After, in seconds or as a date (RFC 9110, 10.2.3)."""
    value = headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return timedelta(seconds=min(int(value), 10**7))
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(until - datetime.now(UTC), timedelta(0))
