"""What a cell means: pure functions from the text of a cell to a value.

Each raises ``BadCell`` when the text means nothing, and answers ``Repaired`` when it had to put something right.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.core.open_data.reasons import CellReason

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True)
class Repaired(Generic[Value_co]):
    """A value that is not what was written, and why the clerk should know."""

    value: Value_co
    reason: CellReason
