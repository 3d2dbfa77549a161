"""What a pasted text is made of."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self


class Mark(StrEnum):
    """What a line is: an item of a list with dots, of a list with numbers, or neither."""

    NONE = ""
    DOTS = "ul"
    NUMBERS = "ol"


@dataclass(frozen=True)
class Run:
    """Some characters in one look; ``href`` is empty where they are no link."""

    text: str
    bold: bool = False
    href: str = ""


@dataclass(frozen=True)
class Line:
    """One paragraph or item; ``mark`` says what Word or the source itself calls it.

    ``depth`` is how many lists stand around the one of an item.
    """

    runs: tuple[Run, ...]
    mark: Mark = Mark.NONE
    depth: int = 0
    is_heading: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def without_first(self, number: int) -> Self:
        """The same without its first ``number`` characters."""
        kept: list[Run] = []
        for run in self.runs:
            cut = min(number, len(run.text))
            number -= cut
            kept.append(replace(run, text=run.text[cut:]))
        return replace(self, runs=tuple(run for run in kept if run.text))


@dataclass(frozen=True)
class Item:
    """An item of a list and those below it."""

    line: Line
    below: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """A table: rows of the same length, the first of which names the columns, and its caption, if it has one."""

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Piece = Line | Grid
