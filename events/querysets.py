"""The questions that the portal asks about events, their dates and outcomes of meetings."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import PageQuerySet

from events.enums import EventKind, EventState, Repeat
from portal.core.calendar import FiscalYear, at_town
from portal.core.querysets import CheckedQuerySet

if TYPE_CHECKING:
    from events.models import EventPage, Occurrence  # noqa: F401 -- named in quotes below

# What a card says of an event: a tenth of its columns. Reading the rest costs more than drawing the card.
SHOWN_ON_CARDS: Final = (
    "title",
    "slug",
    "url_path",
    "live",
    "kind",
    "state",
    "venue_name",
    "fee_is_free",
    "repeats",
    "repeat_every",
    "repeat_weekdays",
    "repeat_weeks",
    "repeat_day",
    "repeat_from",
    "repeat_until",
    "repeat_start",
    "repeat_end",
    "repeat_on_holidays",
)
SHOWN_IN_CALENDARS: Final = ("title", "slug", "state", "repeats")
WRITTEN_IN_FILES: Final = (
    *SHOWN_IN_CALENDARS,
    "last_published_at",
    "kind",
    "state_note",
    "summary",
    "target",
    "venue_name",
    "venue_address",
    "contact_name",
    "contact_phone",
)
AREAS_SHOWN: Final = "areas_shown"


def in_areas(prefix: str, codes: Iterable[str]) -> Q:
    """What belongs to one of the areas; what names no area belongs to all."""
    return Q(**{f"{prefix}areas__code__in": list(codes)}) | Q(**{f"{prefix}areas__isnull": True})


class EventQuerySet(PageQuerySet):
    """Questions about events as a whole."""

    def visible(self) -> Self:
        """What strangers may see."""
        return self.live().public()

    def upcoming(self, now: datetime) -> Self:
        """Events with a date not yet over, the next date first."""
        return self.with_next(now).filter(next_at__isnull=False).order_by("next_at", "pk")

    def with_next(self, now: datetime) -> Self:
        """Each event with ``next_at``, when it starts next or started if under way."""
        from_now = self._occurrences().filter(event=OuterRef("pk"), ends_at__gt=now).order_by("starts_at")
        return self.annotate(next_at=from_now.values("starts_at")[:1])

    def having(self, times: "OccurrenceQuerySet") -> Self:
        """Events with at least one of these times."""
        return self.filter(Exists(times.filter(event=OuterRef("pk"))))

    def in_area(self, *codes: str) -> Self:
        """Events of these areas and events for the whole town."""
        return self._that(in_areas("", codes))

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def about(self, *topics: str) -> Self:
        return self._that(Q(topics__code__in=topics))

    def for_audience(self, *codes: str) -> Self:
        """For one of these audiences; what names no audience is for everyone."""
        return self._that(Q(audiences__code__in=codes) | Q(audiences__isnull=True))

    def with_provision(self, *codes: str) -> Self:
        """With every one of these provisions: who needs two things needs both."""
        wanted = self
        for code in codes:
            wanted = wanted._that(Q(provisions__code=code))
        return wanted

    def looking_for_helpers(self, now: datetime) -> Self:
        """With an open call for volunteers."""
        open_call = Q(opportunities__is_public=True, opportunities__shifts__starts_at__gt=now)
        still = Q(opportunities__apply_until__isnull=True) | Q(opportunities__apply_until__gt=now)
        return self._that(open_call & still)

    def learning_sessions(self) -> Self:
        return self.of_kind(EventKind.LEARNING)

    def repeating(self) -> Self:
        return self.exclude(repeats=Repeat.NEVER)

    def to_be_planned(self, until: date) -> Self:
        """Published repetitions that are not yet written out up to the day ``until``."""
        return self.live().repeating().filter(Q(planned_until__isnull=True) | Q(planned_until__lt=until))

    def run_dry(self, now: datetime) -> Self:
        """Published repetitions without a date to come: staff should end or renew them."""
        return self.live().repeating().with_next(now).filter(next_at__isnull=True)

    def not_over(self, now: datetime) -> Self:
        """Drafts, and events with a date to come: what somebody may still want to change."""
        to_come = self._occurrences().filter(event=OuterRef("pk"), ends_at__gt=now)
        return self.filter(Q(live=False) | Exists(to_come)).order_by("pk")

    def announced(self) -> Self:
        """The ones published last first."""
        return self.order_by("-first_published_at", "-pk")

    def cards(self) -> Self:
        """All that a card of an event shows, in a fixed number of queries."""
        return self.select_related("section", "lead_image", "base").prefetch_related("areas", "topics", "provisions")

    def _that(self, condition: Q) -> Self:
        """Those of the condition; asked apart, so that no event is found twice."""
        return self.filter(pk__in=self.model._base_manager.filter(condition).order_by().values("pk"))

    def _occurrences(self) -> "OccurrenceQuerySet":
        related: Any = self.model._meta.get_field("occurrences")
        occurrences: OccurrenceQuerySet = related.related_model.objects.all()
        return occurrences


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Questions about single times. Lists show these, so that text and repetition agree."""

    # Cards need the names of areas and nothing else of them.
    _shows_areas = False

    def visible(self) -> Self:
        """Times of events that strangers may see."""
        events: Any = self.model._meta.get_field("event").related_model
        return self.of_events(events.objects.visible())

    def of_events(self, events: EventQuerySet) -> Self:
        """Times of these events; asked time by time, so that a list reads no further than it shows."""
        return self.filter(Exists(events.filter(pk=OuterRef("event"))))

    def of_event(self, event_id: int) -> Self:
        return self.filter(event_id=event_id)

    def upcoming(self, now: datetime) -> Self:
        """Not yet over, soonest first; one under way still counts."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def between(self, first: date, last: date) -> Self:
        """Touching one of the town's days from ``first`` to ``last``, both included."""
        return self.filter(starts_at__lt=at_town(last, 24), ends_at__gt=at_town(first)).order_by("starts_at", "pk")

    def on(self, day: date) -> Self:
        """Starting on this day of the town."""
        return self.filter(starts_at__gte=at_town(day), starts_at__lt=at_town(day, 24)).order_by("starts_at", "pk")

    def starting_from(self, moment: datetime) -> Self:
        return self.filter(starts_at__gte=moment)

    def taking_place(self) -> Self:
        """Neither cancelled nor postponed, alone or with the whole event."""
        off = EventState.not_taking_place()
        return self.exclude(state__in=off).exclude(event__state__in=off)

    def written_by_the_plan(self) -> Self:
        return self.filter(planned_at__isnull=False)

    def untouched(self) -> Self:
        """Those that the plan may still change."""
        return self.written_by_the_plan().filter(edited_by_hand=False)

    def next_of_each_event(self, now: datetime) -> Self:
        """One time an event: the next, or the one under way, which is the one that no other comes before."""
        before = Q(starts_at__lt=OuterRef("starts_at")) | Q(starts_at=OuterRef("starts_at"), pk__lt=OuterRef("pk"))
        others = self.model._base_manager.filter(event=OuterRef("event"), ends_at__gt=now)
        return self.upcoming(now).filter(~Exists(others.filter(before)))

    def with_event(self, *facts: str) -> Self:
        """With these facts of the event and no others: reading a whole page costs more than showing it."""
        own = (field.name for field in self.model._meta.concrete_fields)
        return self.select_related("event").only(*own, *(f"event__{name}" for name in facts))

    def entries(self) -> Self:
        """All that a calendar shows."""
        return self.with_event(*SHOWN_IN_CALENDARS)

    def for_files(self) -> Self:
        """All that a calendar file says."""
        return self.with_event(*WRITTEN_IN_FILES)

    def cards(self) -> Self:
        """All that cards of events show, in a fixed number of queries."""
        found = self.with_event(*SHOWN_ON_CARDS)
        found._shows_areas = True
        return found

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._shows_areas = self._shows_areas
        return clone

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._shows_areas:
            _name_areas([one.event for one in self._result_cache or ()])


class OutcomeQuerySet(CheckedQuerySet):
    """Questions about outcomes of meetings."""

    def newest(self) -> Self:
        return self.order_by("-held_on", "-pk")

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def in_area(self, *codes: str) -> Self:
        """Outcomes of these areas and of the whole town."""
        return self.filter(in_areas("", codes)).distinct()

    def in_fiscal_year(self, year: FiscalYear) -> Self:
        return self.filter(held_on__range=(year.first_day, year.last_day))

    def with_headcount(self) -> Self:
        """Each outcome with ``people``: how many came."""
        return self.annotate(people=models.Sum("attendances__headcount"))

    def cards(self) -> Self:
        """All that cards of outcomes show, in a fixed number of queries."""
        return self.with_headcount().defer("body").prefetch_related("areas")


def _name_areas(events: "list[EventPage]") -> None:
    """Give each event the names of its areas, in one question and without the areas themselves."""
    if not events:
        return
    links: Any = events[0]._meta.get_field("areas")
    through = links.remote_field.through._default_manager
    names: dict[int, list[str]] = {event.pk: [] for event in events}
    found = through.filter(eventpage__in=names).order_by("communityarea__sort_order", "communityarea__code")
    for pk, name in found.values_list("eventpage_id", "communityarea__name"):
        names[pk].append(name)
    for event in events:
        setattr(event, AREAS_SHOWN, names[event.pk])
