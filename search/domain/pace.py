"""How often one address may ask what machines ask. Kept in memory alone, and forgotten within minutes."""

import threading
from collections import OrderedDict
from typing import Final

MOST_ADDRESSES: Final = 10_000


class Pace:
    """At most ``most`` questions a minute from one address, of one process.

    It fends off a script that asks without end; it stores nothing, so that no
    list of who asked what can come of it.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._asked: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._lock = threading.Lock()

    def too_fast(self, address: str, *, seconds: float) -> bool:
        """Count one question at ``seconds`` of any steady clock; whether it is one too many."""
        minute = int(seconds // 60)
        with self._lock:
            since, count = self._asked.pop(address, (minute, 0))
            count = count + 1 if since == minute else 1
            self._asked[address] = minute, count
            while len(self._asked) > MOST_ADDRESSES:
                self._asked.popitem(last=False)
        return count > self.most
