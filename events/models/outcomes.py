"""What came out of a meeting: organisations and numbers, never persons."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager

from events.enums import ConferenceTopic, MeetingKind, Openness
from events.models.panels import outcome_content_panels
from events.querysets import OutcomeQuerySet
from portal.core.blocks import BodyBlock
from portal.core.models import CheckedBeforePublished, PortalPage

# With what a new page opens beside its own fields: headings, and the kind of block under each.
OUTCOME: Final = (("会議の目的", "paragraph"), ("報告や説明のあらまし", "list"))


class MeetingOutcomePage(CheckedBeforePublished, PortalPage):  # type: ignore[django-manager-missing]  # their rows are read below
    """The published result of a meeting; a second person has confirmed that it names nobody."""

    body_name = models.CharField(_("name of the meeting"), max_length=120, blank=True)
    number = models.PositiveSmallIntegerField(_("number of the meeting"), null=True, blank=True)
    kind = models.CharField(
        _("kind of meeting"), max_length=20, choices=MeetingKind, default=MeetingKind.COMMUNITY_MEETING
    )
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event that announced it"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="outcomes",
    )
    held_on = models.DateField(_("date of the meeting"))
    starts = models.TimeField(_("start"), null=True, blank=True)
    ends = models.TimeField(_("end"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160)
    online = models.BooleanField(_("also held online"), default=False)
    openness = models.CharField(
        pgettext_lazy("meeting", "open or closed"), max_length=8, choices=Openness, default=Openness.OPEN
    )
    closed_reason = models.CharField(_("reason for not being open"), max_length=200, blank=True)
    observers = models.PositiveSmallIntegerField(_("number of observers"), null=True, blank=True)
    absent = models.CharField(_("absent organisations"), max_length=200, blank=True)
    secretariat = models.CharField(_("secretariat"), max_length=120, blank=True)
    body = StreamField(BodyBlock(OUTCOME), verbose_name=_("further text"), blank=True)
    next_meeting_on = models.DateField(_("next meeting"), null=True, blank=True)
    next_meeting_note = models.CharField(_("note on the next meeting"), max_length=160, blank=True)
    minutes_approved_on = models.DateField(_("minutes approved on"), null=True, blank=True)

    objects = PageManager.from_queryset(OutcomeQuerySet)()  # type: ignore[django-manager-missing]  # their rows are read below

    # Minutes stay as they were.
    review_after_days: ClassVar[int | None] = None
    parent_page_types: ClassVar[list[str]] = ["events.MeetingIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "events/meeting_outcome_page.html"
    checked_text_template: ClassVar[str] = "events/outcome_text.html"
    content_panels: ClassVar[list[Any]] = outcome_content_panels(PortalPage.content_panels)

    class Meta:
        verbose_name = _("meeting outcome")
        verbose_name_plural = _("meeting outcomes")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(openness=Openness.OPEN) | ~models.Q(closed_reason=""),
                name="events_a_meeting_that_is_not_open_says_why",
                violation_error_message=_("Write why the meeting is not open."),
            ),
            models.CheckConstraint(
                condition=models.Q(starts__isnull=True)
                | models.Q(ends__isnull=True)
                | models.Q(ends__gt=models.F("starts")),
                name="events_a_meeting_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
        )

    @property
    def area_words(self) -> str:
        """The names of the areas, or that the whole town is meant."""
        return pgettext("between names", ", ").join(area.name for area in self.areas.all()) or gettext("Whole town")

    @property
    def files(self) -> "list[MeetingHandout]":
        """The handouts with their documents, in two queries however many there are."""
        handouts = list(self.handouts.all())
        models.prefetch_related_objects(handouts, "document")
        return handouts

    @property
    def headcount(self) -> int:
        return sum(attendance.headcount for attendance in self.attendances.all())

    def clean(self) -> None:
        super().clean()
        if self.openness != Openness.OPEN and not self.closed_reason:
            raise ValidationError({"closed_reason": _("Write why the meeting is not open.")})
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The end must come after the start.")})


class Attendance(Orderable):
    """An organisation and how many came from it."""

    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.CharField(
        _("organisation or role"), max_length=120, help_text=_("Never the name of a person.")
    )
    headcount = models.PositiveSmallIntegerField(_("number of people"), default=1)

    class Meta(Orderable.Meta):
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")


class AgendaItem(Orderable):
    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="agenda")
    title = models.CharField(_("item of the agenda"), max_length=160)
    topic = models.CharField(
        _("which of the five topics"),
        max_length=20,
        choices=ConferenceTopic,
        blank=True,
        help_text=_("Only for a coordination conference."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")


class OpinionTheme(Orderable):
    """What was said about one theme, one opinion a line."""

    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="opinions")
    theme = models.CharField(_("theme"), max_length=120)
    text = models.TextField(
        _("opinions"), max_length=2000, help_text=_("One opinion a line. Write nothing that points to one person.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("opinions on a theme")
        verbose_name_plural = _("opinions by theme")

    @property
    def lines(self) -> list[str]:
        return [line.strip(" 　・") for line in self.text.splitlines() if line.strip(" 　・")]


class MeetingDecision(Orderable):
    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=400)

    class Meta(Orderable.Meta):
        verbose_name = pgettext_lazy("meeting", "decision")
        verbose_name_plural = pgettext_lazy("meeting", "decisions")


class NextStep(Orderable):
    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="next_steps")
    what = models.CharField(_("what is done"), max_length=300)
    who = models.CharField(_("who does it"), max_length=120, help_text=_("An organisation or a role."))
    when = models.CharField(_("by when"), max_length=80, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("next step")
        verbose_name_plural = _("next steps")


class MeetingHandout(Orderable):
    page = ParentalKey(MeetingOutcomePage, on_delete=models.CASCADE, related_name="handouts")
    title = models.CharField(_("title"), max_length=120)
    document = models.ForeignKey(
        "core.PortalDocument", verbose_name=_("document"), on_delete=models.PROTECT, related_name="+"
    )

    panels: ClassVar[list[Any]] = [FieldPanel("title"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
