from datetime import date
from typing import Final

from events.enums import Repeat

HALF_A_YEAR: Final = 182  # days


class LookedAtWhileItGoesOn:
    """What goes on without an end is looked at twice a year; what is over by itself never."""

    repeats: str
    repeat_until: date | None

    @property
    def review_days(self) -> int | None:
        goes_on = self.repeats != Repeat.NEVER and self.repeat_until is None
        return HALF_A_YEAR if goes_on else None
