"""Dates as clerks write them, in every field of Wagtail's screens: 令和8年11月23日, R8.11.23, 2026/11/23, in any width.

Wagtail builds its two widgets in forms, blocks, panels and filters alike, so that they
are taught here once instead of being replaced in each of those places.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from django.utils.formats import get_format
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from portal.core.calendar import parse_date

# A time at the end, as it is typed: 10:30, 10時30分, 10時.
_CLOCK: Final = re.compile(r"\s*(\d{1,2})(?::(\d{2})(?::\d{2})?|時(?:(\d{1,2})分?)?)\s*$")


def teach() -> None:
    """Let both widgets read such dates, and leave what was typed alone until it is sent; called from ``ready()``."""
    for widget, read in ((AdminDateInput, as_date), (AdminDateTimeInput, as_moment)):
        if not hasattr(widget, "reads_as_clerks_write"):
            _teach(widget, read)


def as_date(typed: Any) -> Any:
    """The day as 2026-11-23; what is no day stays as it was typed, for the field to refuse."""
    try:
        return parse_date(typed).isoformat()
    except (TypeError, ValueError):
        return typed


def as_moment(typed: Any) -> Any:
    """The day and the time as 2026-11-23 10:30; anything else stays as it was typed."""
    words = unicodedata.normalize("NFKC", typed).strip() if isinstance(typed, str) else ""
    clock = _CLOCK.search(words)
    if clock is None:
        return typed
    try:
        day = parse_date(words[: clock.start()])
    except ValueError:
        return typed
    return f"{day.isoformat()} {int(clock[1]):02}:{int(clock[2] or clock[3] or 0):02}"


def _teach(widget: Any, read: Callable[[Any], Any]) -> None:
    take, configure = widget.value_from_datadict, widget.get_config

    def value_from_datadict(self: Any, data: Any, files: Any, name: str) -> Any:
        return read(take(self, data, files, name))

    def get_config(self: Any) -> dict[str, Any]:
        # The calendar would put today in place of a date that it cannot read itself.
        return {**configure(self), "validateOnBlur": False, "dayOfWeekStart": get_format("FIRST_DAY_OF_WEEK")}

    widget.value_from_datadict, widget.get_config = value_from_datadict, get_config
    widget.reads_as_clerks_write = True
