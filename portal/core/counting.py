"""Whether an answer was read by somebody, and how often. Nobody is known, no cookie is set."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from threading import Lock
from time import monotonic
from typing import Any, Final

from django.db.models import Model
from django.http import HttpRequest

# A page by its number, or an entry of the directory by the label of its model and its number.
Shown = int | tuple[str, int]
Counts = Mapping[tuple[Shown, date], int]

_SHOWN: Final = "portal.shown"
# Cubot makes phones.
_MACHINES: Final = re.compile(
    r"(?<!cu)bot|crawl|spider|slurp|archiv|preview|monitor|check|scan|fetch|feed|curl|wget|python|java/|go-http|headless",
    re.IGNORECASE,
)


def shows(request: HttpRequest, page: int) -> None:
    """Note that the answer to ``request`` shows the page of this number."""
    request.META[_SHOWN] = page


def shows_entry(request: HttpRequest, entry: Model) -> None:
    """Note that the answer to ``request`` shows this entry of the directory."""
    request.META[_SHOWN] = (entry._meta.label_lower, entry.pk)


def page_read(request: HttpRequest, status: int) -> Shown | None:
    """The page or entry that somebody reads in an answer of this ``status``; None for what is certainly no reading."""
    page: Shown | None = request.META.get(_SHOWN)
    if page is None or request.method != "GET" or status != 200:
        return None
    machine = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return None if not machine or _MACHINES.search(machine) or "prefetch" in ahead else page


class Tally:
    """Counts in memory, written down together: a view costs no question to the database of its own.

    ``write`` is given what was counted once ``most`` views wait or the first has waited ``seconds``.
    What a process had not written when it was killed is lost; what could not be written waits.
    """

    def __init__(self, write: Callable[[Counts], Any], *, most: int, seconds: float) -> None:
        self._write, self._most, self._seconds = write, most, seconds
        self._lock = Lock()
        self._counts: Counter[tuple[Shown, date]] = Counter()
        self._waiting = 0
        self._since = 0.0

    def count(self, page: Shown, day: date) -> None:
        """One more view of ``page`` on ``day``; now and then all that wait are written."""
        with self._lock:
            if not self._waiting:
                self._since = monotonic()
            self._counts[page, day] += 1
            self._waiting += 1
            is_time = self._waiting >= self._most or monotonic() - self._since >= self._seconds
        if is_time:
            self.write_down()

    def write_down(self) -> None:
        """Write all that waits; views counted meanwhile wait for the next time."""
        with self._lock:
            counts, self._counts, self._waiting = self._counts, Counter(), 0
        if not counts:
            return
        try:
            self._write(counts)
        except Exception:
            self._take_back(counts)
            raise

    def _take_back(self, counts: Counter[tuple[Shown, date]]) -> None:
        with self._lock:
            self._counts.update(counts)
            self._since = monotonic()
            self._waiting = 1
