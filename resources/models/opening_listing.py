from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.calendar import today_in_town
from resources.enums import HolidayRule
from resources.models.listing import Listing
from resources.rules.opening import Habits, Opening, opening_at
from resources.rules.opening_words import DayOfTheWeek, opening_words, week_words


class OpeningListing(Listing):
    """A listing that opens by the week; its hours are its inline ``hours``."""

    holiday_rule = models.CharField(
        _("on public holidays"), max_length=20, choices=HolidayRule.choices, default=HolidayRule.CLOSED
    )
    closed_over_new_year = models.BooleanField(_("closed from 29 December to 3 January"), default=True)
    closed_note = models.CharField(
        _("note on closing days"),
        max_length=160,
        blank=True,
        help_text=_("For example: closed in the week of Obon."),
    )

    if TYPE_CHECKING:
        hours: models.Manager[Any]

    class Meta(Listing.Meta):
        abstract = True

    @property
    def habits(self) -> Habits:
        return Habits(holiday_rule=self.holiday_rule, closed_over_new_year=self.closed_over_new_year)

    def opening_at(self, now: datetime) -> Opening:
        return opening_at(now, self._hours_at_hand(), self.habits)

    def _hours_at_hand(self) -> Iterable[Any]:
        """Those that ``with_hours_shown()`` read, or else those that an editor may have changed."""
        shown: list[Any] | None = getattr(self, "hours_shown", None)
        return self.hours.all() if shown is None else shown

    def week_at(self, now: datetime) -> list[DayOfTheWeek]:
        return week_words(today_in_town(now), self.hours.all(), self.habits)

    def shown_at(self, now: datetime) -> dict[str, Any]:
        opening = self.opening_at(now)
        return {
            **super().shown_at(now),
            "open_state": opening.state.value,
            "open_label": opening_words(opening, now),
            "week": self.week_at(now),
        }
