from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.enums import HolidayRule


class KeepsHours(models.Model):
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

    class Meta:
        abstract = True
