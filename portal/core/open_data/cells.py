"""The cells of one row, read one by one while every problem is written down."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.problems import BadCell, Problem
from portal.core.open_data.profile import Profile
from portal.core.open_data.reasons import CellReason, Handling

Value = TypeVar("Value")

_KEPT: Final = frozenset(
    {
        CellReason.NOT_KANA,
        CellReason.UNREADABLE_CHARACTER,
        CellReason.NOT_A_DAY_OF_WEEK,
        CellReason.CLOSED,
        CellReason.TOO_FEW_CELLS,
        CellReason.SAME_ROW_AGAIN,
        CellReason.KEY_USED_TWICE,
    }
)


class Cells:
    """The text of one row by field, and what was wrong with it."""

    def __init__(self, line: int, texts: Mapping[str, str], profile: Profile) -> None:
        self.line = line
        self.problems: list[Problem] = []
        self._texts = texts
        self._profile = profile

    def text(self, field: str) -> str:
        """The cell as written; empty when the file has no such column."""
        return self._texts.get(field, "")

    def words(self, field: str) -> str:
        """The cell as one line; 「なし」 and 「－」 are empty."""
        return words.optional_words(self._seen(field))

    def prose(self, field: str) -> str:
        """The cell as text of several lines."""
        text = words.prose(self._seen(field))
        return "" if words.says_nothing(text) else text

    def needed(self, field: str) -> str:
        """The cell as one line. Raises BadCell when it is empty: the row is nothing without it."""
        if text := words.words(self._seen(field)):
            return text
        raise BadCell(CellReason.REQUIRED, column=self.header(field))

    def convert_needed(self, field: str, convert: Callable[[str], Value | Repaired[Value] | None]) -> Value:
        """The converted cell. Raises BadCell when it is empty or means nothing."""
        try:
            value = convert(self.text(field))
        except BadCell as bad:
            raise BadCell(bad.reason, column=self.header(field), value=self.text(field)) from bad
        if value is None:
            raise BadCell(CellReason.REQUIRED, column=self.header(field), value=self.text(field))
        if isinstance(value, Repaired):
            self.note(field, value.reason)
            return value.value
        return value

    def read(self, field: str, convert: Callable[[str], Value | Repaired[Value]], empty: Value) -> Value:
        """The converted cell; one that means nothing is left out and reported."""
        text = self.text(field)
        return self.read_together((field,), lambda: convert(text), empty) if text and not text.isspace() else empty

    def read_together(
        self, places: tuple[str, ...], convert: Callable[[], Value | Repaired[Value]], empty: Value
    ) -> Value:
        """What several cells mean together, reported under the first of them that is filled."""
        at = next((field for field in places if self.text(field).strip()), places[0])
        try:
            value = convert()
        except BadCell as bad:
            self.note(at, bad.reason, Handling.LEFT_OUT)
            return empty
        if isinstance(value, Repaired):
            self.note(at, value.reason)
            return value.value
        return value

    def note(self, field: str, reason: CellReason, handling: Handling | None = None, **details: object) -> None:
        """Write down one problem of the cell."""
        handling = handling or (Handling.KEPT if reason in _KEPT else Handling.REPAIRED)
        self.problems.append(
            Problem(self.line, self.header(field), self.text(field), reason.format(**details), handling)
        )

    def header(self, field: str) -> str:
        """The official name of the column."""
        column = self._profile.column.get(field)
        return column.header if column else ""

    def _seen(self, field: str) -> str:
        text = self.text(field)
        if words.has_unreadable_characters(text):
            self.note(field, CellReason.UNREADABLE_CHARACTER)
        return text
