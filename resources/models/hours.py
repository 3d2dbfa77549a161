from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from resources.enums import Weekday


class WeeklyHours(models.Model):
    """Open on one weekday from … until …; two rows on a day make a lunch break.

    A place that closes at or before the hour it opened closes on the next day,
    so that 0:00–0:00 is the whole day and 24:00 is written 0:00.
    """

    weekday = models.PositiveSmallIntegerField(_("day of the week"), choices=Weekday.choices)
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"), help_text=_("Write 0:00 for midnight."))
    note = models.CharField(_("note"), max_length=80, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens_at"), FieldPanel("closes_at"), FieldPanel("note")])
    ]

    class Meta:
        abstract = True
        ordering = ("weekday", "opens_at")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(weekday__lte=Weekday.HOLIDAY),
                name="%(app_label)s_%(class)s_name_a_day",
                violation_error_message=_("Choose a day of the week."),
            ),
        )
