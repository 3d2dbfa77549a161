from datetime import datetime
from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager

from events.enums import EventKind, EventState, HolidayRule, Registration, Repeat, Weekday, WeekOfMonth
from events.models.choices import NumbersField
from events.models.dates import Occurrence
from events.models.materials import EventMaterial
from events.models.panels import event_content_panels
from events.models.upkeep import LookedAtWhileItGoesOn
from events.querysets import AREAS_SHOWN, EventQuerySet
from events.rules import RepeatRule, missing_in_repeat, registration_at, rule_words
from portal.core.blocks import BodyBlock
from portal.core.models import PortalPage

OTHER_DATES: Final = 12


class EventPage(LookedAtWhileItGoesOn, PortalPage):
    """An event, a learning session, a meeting: what, when, where, for whom, how to apply, whom to ask."""

    kind = models.CharField(_("kind"), max_length=20, choices=EventKind, default=EventKind.EXCHANGE)
    state = models.CharField(_("state"), max_length=12, choices=EventState, default=EventState.SCHEDULED)
    state_note = models.CharField(
        _("reason for the cancellation or postponement"),
        max_length=200,
        blank=True,
        help_text=_("Residents read it at the head of the page."),
    )

    repeats = models.CharField(_("repetition"), max_length=20, choices=Repeat, default=Repeat.NEVER)
    repeat_every = models.PositiveSmallIntegerField(
        _("every how many weeks or months"), default=1, help_text=_("2 means every other week or month.")
    )
    repeat_weekdays = NumbersField(_("days of the week"), labels=Weekday)
    repeat_weeks = NumbersField(
        _("weeks of the month"), labels=WeekOfMonth, help_text=_("For example the second and the fourth.")
    )
    repeat_day = models.PositiveSmallIntegerField(
        _("day of the month"),
        null=True,
        blank=True,
        help_text=_("Months without this day are left out. For the last day of each month choose that repetition."),
    )
    repeat_from = models.DateField(_("first day of the repetition"), null=True, blank=True)
    repeat_until = models.DateField(
        _("last day of the repetition"), null=True, blank=True, help_text=_("Leave empty if no end is fixed.")
    )
    repeat_start = models.TimeField(_("start of each time"), null=True, blank=True)
    repeat_end = models.TimeField(_("end of each time"), null=True, blank=True)
    repeat_on_holidays = models.CharField(
        _("public holidays"), max_length=8, choices=HolidayRule, default=HolidayRule.HOLD
    )

    venue_name = models.CharField(_("venue"), max_length=120, blank=True)
    venue_address = models.CharField(_("address of the venue"), max_length=200, blank=True)
    base = models.ForeignKey(
        "resources.Base",
        verbose_name=_("base"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text=_("If it takes place in a base of the directory."),
    )
    meeting_point = models.CharField(_("meeting point"), max_length=120, blank=True)
    access = models.TextField(_("how to get there"), max_length=400, blank=True)
    parking = models.CharField(_("parking"), max_length=200, blank=True)
    online_url = models.URLField(_("address for taking part online"), blank=True)

    target = models.CharField(
        _("who can take part"), max_length=200, blank=True, help_text=_("In words, for example “anyone in the town”.")
    )
    audiences = ParentalManyToManyField("core.Audience", verbose_name=_("audiences"), blank=True, related_name="+")
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    capacity_note = models.CharField(
        _("note on the places"), max_length=120, blank=True, help_text=_("First come, first served; by lot; …")
    )
    fee_is_free = models.BooleanField(_("free of charge"), default=True)
    fee = models.CharField(_("fee"), max_length=200, blank=True)
    belongings = models.CharField(_("what to bring"), max_length=200, blank=True)
    clothing = models.CharField(_("clothing"), max_length=120, blank=True)
    rain_policy = models.CharField(_("if it rains"), max_length=120, blank=True)
    lecturer = models.CharField(_("lecturer"), max_length=200, blank=True)
    organiser = models.CharField(_("organiser"), max_length=120, blank=True)
    co_organisers = models.CharField(_("co-organisers"), max_length=200, blank=True)
    supporters = models.CharField(_("supporters"), max_length=200, blank=True)

    application_required = models.BooleanField(_("an application is needed"), default=False)
    apply_how = models.TextField(
        _("how to apply"), max_length=400, blank=True, help_text=_("Name at least one way without a computer.")
    )
    apply_from = models.DateTimeField(_("applications from"), null=True, blank=True)
    apply_until = models.DateTimeField(_("applications until"), null=True, blank=True)

    contact_name = models.CharField(pgettext_lazy("event", "contact"), max_length=120, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=40, blank=True)
    contact_fax = models.CharField(_("FAX"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)

    provisions = ParentalManyToManyField(
        "core.AccessProvision", verbose_name=_("accessibility provisions"), blank=True, related_name="+"
    )
    provision_note = models.CharField(_("note on the provisions"), max_length=200, blank=True)
    body = StreamField(BodyBlock([("当日の流れ", "list")]), verbose_name=_("text"), blank=True)

    series_title = models.CharField(_("title of the series"), max_length=120, blank=True)
    session_no = models.PositiveSmallIntegerField(_("number of the session"), null=True, blank=True)
    session_count = models.PositiveSmallIntegerField(_("sessions in all"), null=True, blank=True)
    theme = models.CharField(
        _("theme"), max_length=160, blank=True, help_text=_("The question of the community that the session is about.")
    )

    # How far ahead the repetition has been written out as occurrences.
    planned_until = models.DateField(null=True, blank=True, editable=False)
    source = models.CharField(max_length=40, blank=True, editable=False)
    source_id = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types: ClassVar[list[str]] = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "events/event_page.html"
    content_panels: ClassVar[list[Any]] = event_content_panels(PortalPage.content_panels)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(repeats=Repeat.NEVER)
                | models.Q(repeat_from__isnull=False, repeat_start__isnull=False, repeat_end__isnull=False),
                name="events_a_repetition_has_a_first_day_and_hours",
                violation_error_message=_("A repetition needs its first day, its start and its end."),
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_start__isnull=True)
                | models.Q(repeat_end__isnull=True)
                | models.Q(repeat_end__gt=models.F("repeat_start")),
                name="events_each_time_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_until__isnull=True)
                | models.Q(repeat_from__isnull=True)
                | models.Q(repeat_until__gte=models.F("repeat_from")),
                name="events_a_repetition_does_not_end_before_it_begins",
                violation_error_message=_("The last day must not come before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_every__gte=1),
                name="events_a_repetition_comes_every_one_or_more",
                violation_error_message=_("Write 1 or more."),
            ),
            models.CheckConstraint(
                condition=models.Q(repeat_day__isnull=True) | models.Q(repeat_day__range=(1, 31)),
                name="events_a_day_of_the_month_is_from_1_to_31",
                violation_error_message=_("Write a day from 1 to 31."),
            ),
            models.CheckConstraint(
                condition=models.Q(apply_from__isnull=True)
                | models.Q(apply_until__isnull=True)
                | models.Q(apply_until__gt=models.F("apply_from")),
                name="events_applications_close_after_they_open",
                violation_error_message=_("Applications must close after they open."),
            ),
        )

    @property
    def rule(self) -> RepeatRule | None:
        """How the event repeats, or nothing if it does not."""
        if self.repeats == Repeat.NEVER or not (self.repeat_from and self.repeat_start and self.repeat_end):
            return None
        return RepeatRule(
            repeats=Repeat(self.repeats),
            every=self.repeat_every,
            weekdays=tuple(self.repeat_weekdays),
            weeks=tuple(self.repeat_weeks),
            day=self.repeat_day,
            first_day=self.repeat_from,
            last_day=self.repeat_until,
            start=self.repeat_start,
            end=self.repeat_end,
            on_holidays=HolidayRule(self.repeat_on_holidays),
        )

    @property
    def rule_in_words(self) -> str:
        return rule_words(self.rule) if self.rule else ""

    @property
    def area_words(self) -> str:
        """The names of the areas, or that the whole town is meant."""
        shown: list[str] | None = getattr(self, AREAS_SHOWN, None)
        names = [area.name for area in self.areas.all()] if shown is None else shown
        return pgettext("between names", ", ").join(names) or gettext("Whole town")

    @property
    def kind_words(self) -> str:
        """The label of the kind; Django's own way translates all the kinds to find it."""
        return str(EventKind(self.kind).label)

    @property
    def called_off(self) -> bool:
        return self.state in EventState.not_taking_place()

    def registration(self, now: datetime, last: Occurrence | None) -> Registration:
        """Whether residents can apply at the moment ``now``; ``last`` is the last time it takes place."""
        return registration_at(
            now,
            required=self.application_required,
            opens_at=self.apply_from,
            closes_at=self.apply_until,
            ends_at=last.ends_at if last else None,
            cancelled=self.called_off,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        context = super().get_context(request, *args, **kwargs)
        upcoming = list(self.occurrences.upcoming(now)[:OTHER_DATES]) if self.pk else []
        last = self.occurrences.order_by("ends_at").last() if self.pk else None
        context |= {
            "upcoming": upcoming,
            "occurrence": upcoming[0] if upcoming else last,
            "is_over": last is not None and not upcoming,
            "registration": self.registration(now, last),
            "opportunities": self.calls_for_helpers(now),
            "published_materials": self.published_materials(),
        }
        return context

    def published_materials(self) -> list[EventMaterial]:
        """The materials of the session that are on the site, in the editor's order."""
        links = list(self.materials.all())
        models.prefetch_related_objects(links, "material")
        return [link for link in links if link.material.live]

    def calls_for_helpers(self, now: datetime) -> list[Any]:
        """Open calls of the volunteers' part of the portal that hang on this event."""
        calls: Any = getattr(self, "opportunities", None)
        # Most events have none, and it costs little to know.
        if calls is None or not self.pk or not calls.exists():
            return []
        return list(calls.public().recruiting(now))

    @property
    def is_learning(self) -> bool:
        return self.kind == EventKind.LEARNING

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = dict(
            missing_in_repeat(
                repeats=Repeat(self.repeats),
                weekdays=self.repeat_weekdays,
                weeks=self.repeat_weeks,
                day=self.repeat_day,
                first_day=self.repeat_from,
                last_day=self.repeat_until,
                start=self.repeat_start,
                end=self.repeat_end,
            )
        )
        if self.repeat_every is not None and self.repeat_every < 1:
            errors["repeat_every"] = _("Write 1 or more.")
        if self.apply_from and self.apply_until and self.apply_until <= self.apply_from:
            errors["apply_until"] = _("Applications must close after they open.")
        if self.application_required and not self.apply_how:
            errors["apply_how"] = _("Write how residents apply, for example by telephone.")
        if not self.fee_is_free and not self.fee:
            errors["fee"] = _("Write the fee, or tick “free of charge”.")
        if errors:
            raise ValidationError(errors)
