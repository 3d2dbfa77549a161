"""When events take place: dates written by hand, dates left out, and the occurrences made of them."""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from events.enums import EventState, Repeat
from events.querysets import OccurrenceQuerySet
from portal.core.calendar import today_in_town

# Lists show the same dates again and again.
ADDRESSES_KEPT: Final = 4096


class EventDate(models.Model):
    """One date of an event, written by hand; beside a repetition it is an additional date."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="dates", verbose_name=_("event"))
    date = models.DateField(_("date"))
    end_date = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it goes on over several days.")
    )
    start = models.TimeField(_("start"), null=True, blank=True)
    end = models.TimeField(_("end"), null=True, blank=True)
    all_day = models.BooleanField(_("all day"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel(["date", "start", "end", "all_day"]),
        FieldRowPanel([FieldPanel("end_date"), "note"]),
    ]

    class Meta:
        verbose_name = _("date of an event")
        verbose_name_plural = _("dates of an event")
        ordering = ("date", "start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(all_day=True) | models.Q(start__isnull=False),
                name="events_a_date_has_a_start_unless_it_lasts_all_day",
                violation_error_message=_("Write when it starts, or tick “all day”."),
            ),
            models.CheckConstraint(
                condition=models.Q(end_date__isnull=True) | models.Q(end_date__gte=models.F("date")),
                name="events_the_last_day_is_not_before_the_first",
                violation_error_message=_("The last day must not come before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.date} {self.start or ''}".strip()

    def clean(self) -> None:
        super().clean()
        if not self.all_day and self.start is None:
            raise ValidationError({"start": _("Write when it starts, or tick “all day”.")})
        if self.end_date and self.date and self.end_date < self.date:
            raise ValidationError({"end_date": _("The last day must not come before the first.")})
        one_day = self.end_date is None or self.end_date == self.date
        if one_day and self.start and self.end and self.end <= self.start:
            raise ValidationError({"end": _("The end must come after the start.")})


class EventExclusion(models.Model):
    """A day on which a repeated event does not take place."""

    event = ParentalKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="exclusions", verbose_name=_("event")
    )
    date = models.DateField(_("date"))
    note = models.CharField(_("reason"), max_length=120, blank=True)

    panels: ClassVar[list[Any]] = [FieldRowPanel(["date", "note"])]

    class Meta:
        verbose_name = _("date left out")
        verbose_name_plural = _("dates left out")
        ordering = ("date", "pk")

    def __str__(self) -> str:
        return str(self.date)


class Occurrence(models.Model):
    """One time that an event takes place, made of the published dates.

    ``planned_at`` is the start as the plan had it. It stays when staff move the
    occurrence, so that the plan knows its own again; it is empty for one that
    no plan made.
    """

    event = models.ForeignKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="occurrences", verbose_name=_("event")
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    planned_at = models.DateTimeField(_("planned start"), null=True, blank=True, editable=False)
    all_day = models.BooleanField(_("all day"), default=False)
    open_ended = models.BooleanField(_("without a fixed end"), default=False)
    note = models.CharField(_("note"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=EventState, default=EventState.SCHEDULED)
    edited_by_hand = models.BooleanField(_("changed by hand"), default=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ("starts_at", "pk")
        indexes = (
            # Lists go along the first and stop at their end; the second answers for one event.
            models.Index(fields=("starts_at", "id", "ends_at", "event"), name="events_occurrences_in_order"),
            models.Index(fields=("event", "ends_at", "starts_at"), name="events_occurrences_of_event"),
            models.Index(fields=("ends_at",), name="events_occurrence_by_end"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at")),
                name="events_an_occurrence_does_not_end_before_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
            models.UniqueConstraint(
                fields=("event", "planned_at"),
                name="events_a_planned_start_has_one_occurrence",
                violation_error_message=_("This date is there already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def day(self) -> date:
        """The day of the town on which it starts."""
        return today_in_town(self.starts_at)

    @property
    def last_day(self) -> date:
        """The last day of the town that it touches."""
        return today_in_town(max(self.starts_at, self.ends_at - timedelta(microseconds=1)))

    @property
    def shown_state(self) -> str:
        """What residents are told: the state of the whole event goes before that of one time."""
        return self.state if self.event.state == EventState.SCHEDULED else self.event.state

    @property
    def shown_end(self) -> datetime | None:
        """The end, if one was fixed."""
        return None if self.open_ended else self.ends_at

    def get_absolute_url(self) -> str:
        """The page of this one time; an event that does not repeat has only its own page."""
        return _address(self.event.slug, None if self.event.repeats == Repeat.NEVER else self.day)


@lru_cache(maxsize=ADDRESSES_KEPT)
def _address(slug: str, day: date | None) -> str:
    return reverse("events:occurrence", args=(slug, day)) if day else reverse("events:event", args=(slug,))
