"""The physical lines of a file, some of which can be given back to be read again."""

from collections import deque
from collections.abc import Iterable


class Lines:
    """Lines as a CSV reader takes them; those of the record under way stand in ``taken``."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again: deque[str] = deque()
        self._number = 0
        self.taken: list[str] = []
        self.has_ended = False

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        try:
            line = self._again.popleft() if self._again else next(self._lines)
        except StopIteration:
            self.has_ended = True
            raise
        line = line.replace("\x00", "")
        self._number += 1
        self.taken.append(line)
        return line

    def begin_record(self) -> int:
        """Forget the record before; return the number of the next line, counted from 1."""
        self.taken = []
        return self._number + 1

    def give_back_all_but_first(self) -> None:
        """Let the lines after the first of this record be read once more, each as a record of its own."""
        again = self.taken[1:]
        self._again.extendleft(reversed(again))
        self._number -= len(again)
        self.has_ended = False
