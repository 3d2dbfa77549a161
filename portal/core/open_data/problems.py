"""What is wrong with a file, a row or a cell."""

from dataclasses import dataclass
from typing import Final

from portal.core.open_data.reasons import CellReason, FileReason, Handling

SHOWN: Final = 200
"""Characters of a value that the report quotes; a whole description would hide the rest."""


class UnreadableFile(Exception):
    """The file cannot be imported at all; the text is one sentence for the clerk."""

    def __init__(self, reason: FileReason, **details: object) -> None:
        super().__init__(reason.format(**details))
        self.reason = reason


class BadCell(Exception):
    """A cell that means nothing; the row may still be good without it."""

    def __init__(self, reason: CellReason, *, column: str = "", value: str = "", **details: object) -> None:
        super().__init__(reason.format(**details))
        self.reason = reason
        self.column = column
        self.value = value


@dataclass(frozen=True)
class Problem:
    """One line of the report."""

    line: int
    column: str
    value: str
    reason: str
    handling: Handling

    @property
    def rejects(self) -> bool:
        """Whether the whole row stayed out."""
        return self.handling is Handling.REJECTED

    @property
    def shown_value(self) -> str:
        """The value as the report quotes it: one line, not endless."""
        value = " ".join(self.value.split())
        return value if len(value) <= SHOWN else value[:SHOWN] + "…"
