"""The same key twice in one file."""

from dataclasses import replace

from portal.core.open_data.identity import MAX_LENGTH, short_digest
from portal.core.open_data.problems import BadCell, Problem
from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.rows import EventRow, SourceRow


class Repetitions:
    """What the keys of one file have stood for so far.

    The same row again is harmless. A number used for two different things (it happens in the national files) names
    both: the second gets a key of its own. The same thing told twice in different words cannot be decided here.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, str, str]] = {}

    def checked(self, line: int, row: SourceRow) -> tuple[SourceRow | None, list[Problem]]:
        """The row to import, or None when it was there already, and what the clerk should know.

        Raises BadCell for the same key and name with other content.
        """
        about = _about(row)
        earlier = self._seen.get(row.source_id)
        if earlier is None:
            self._seen[row.source_id] = (line, about, row.digest)
            return row, []
        first_line, first_about, digest = earlier
        if digest == row.digest:
            return None, [_problem(line, row, CellReason.SAME_ROW_AGAIN, first_line, Handling.ONCE)]
        if about == first_about:
            raise BadCell(CellReason.SAME_KEY_OTHER_CONTENT, value=row.name, line=first_line)
        own = replace(row, source_id=f"{row.source_id[: MAX_LENGTH - 13]}#{about}")
        checked, again = self.checked(line, own)
        return checked, again or [_problem(line, row, CellReason.KEY_USED_TWICE, first_line)]


def _about(row: SourceRow) -> str:
    """What the row is about, whatever it says of it."""
    if isinstance(row, EventRow):
        return short_digest(row.name, row.starts_on.isoformat(), str(row.starts_at), row.venue)
    return short_digest(row.name, row.service)


def _problem(
    line: int, row: SourceRow, reason: CellReason, first_line: int, handling: Handling = Handling.KEPT
) -> Problem:
    return Problem(line, "", row.name, reason.format(line=first_line), handling)
