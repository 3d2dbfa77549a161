"""When to leave a server alone that does not answer.

Closed, everything is asked. After some failures in a row it opens: nothing is
asked for a pause. Whoever comes first after the pause is the probe; when that
fails too, the next pause is twice as long.
"""

import threading
from typing import Final

FAILURES_TO_OPEN: Final = 3
FIRST_PAUSE: Final = 5.0
LONGEST_PAUSE: Final = 120.0


class Breaker:
    """One for each server and process. Times are seconds of any clock that never goes back."""

    def __init__(
        self,
        *,
        failures_to_open: int = FAILURES_TO_OPEN,
        first_pause: float = FIRST_PAUSE,
        longest_pause: float = LONGEST_PAUSE,
    ) -> None:
        self._failures_to_open = failures_to_open
        self._first_pause = first_pause
        self._longest_pause = longest_pause
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = first_pause
        self._asked_again_at: float | None = None

    @property
    def is_open(self) -> bool:
        return self._asked_again_at is not None

    def may_ask(self, now: float) -> bool:
        """Whether to ask; a yes while it is open makes the asker the only probe of this pause."""
        with self._lock:
            if self._asked_again_at is None:
                return True
            if now < self._asked_again_at:
                return False
            self._asked_again_at = now + self._pause
            return True

    def succeeded(self) -> bool:
        """Take note of an answer; return whether it ended an outage."""
        with self._lock:
            was_open = self.is_open
            self._failures, self._pause, self._asked_again_at = 0, self._first_pause, None
            return was_open

    def failed(self, now: float) -> bool:
        """Take note of a failure; return whether an outage began with it."""
        with self._lock:
            self._failures += 1
            if self._failures < self._failures_to_open:
                return False
            begins = not self.is_open
            if not begins:
                self._pause = min(self._pause * 2, self._longest_pause)
            self._asked_again_at = now + self._pause
            return begins
