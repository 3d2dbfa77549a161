"""The questions asked about volunteers and calls for helpers."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Value
from django.db.models.functions import Greatest

from portal.core.calendar import at_town, today_in_town
from volunteers.enums import SignupState, VolunteerState, When

if TYPE_CHECKING:
    from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity  # noqa: F401 -- named in quotes below

# States of an event in which nobody needs to come; features do not import each other.
EVENT_IS_OFF: Final = ("cancelled", "postponed")
# Sunday and Saturday, as databases count.
WEEKEND: Final = (1, 7)


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def of(self, user: Any) -> Self:
        """The registration of this account: one or none."""
        return self.filter(user=user)

    def registered(self, now: datetime) -> Self:
        """Volunteers whose registration runs."""
        return self.filter(state=VolunteerState.REGISTERED, expires_on__gte=today_in_town(now))


class ShiftQuerySet(models.QuerySet["Shift"]):
    def upcoming(self, now: datetime) -> Self:
        return self.filter(starts_at__gt=now).order_by("starts_at", "pk")

    def within(self, when: str, now: datetime) -> Self:
        """Shifts at a time that a helper looks for: one of ``When``."""
        match When(when):
            case When.WEEK:
                return self.filter(starts_at__lt=at_town(today_in_town(now) + timedelta(days=7)))
            case When.MONTH:
                return self.filter(starts_at__lt=at_town(today_in_town(now) + timedelta(days=30)))
            case When.WEEKDAY:
                return self.exclude(starts_at__week_day__in=WEEKEND)
            case When.WEEKEND:
                return self.filter(starts_at__week_day__in=WEEKEND)

    def with_taken(self) -> Self:
        """With ``taken``, how many places are held, and ``left``, how many are free."""
        held = Count("signups", filter=Q(signups__state__in=SignupState.holding_a_place()))
        return self.annotate(taken=held).annotate(left=Greatest(F("places") - F("taken"), Value(0)))

    def with_names(self) -> Self:
        """With the names put down, for staff."""
        related: Any = self.model._meta.get_field("signups").related_model
        signups = related._default_manager
        names = (
            signups.holding_a_place()
            .select_related("volunteer__area")
            .order_by("volunteer__family_kana", "volunteer__given_kana", "pk")
        )
        return self.with_taken().prefetch_related(Prefetch("signups", queryset=names, to_attr="names"))


class VolunteerOpportunityQuerySet(models.QuerySet["VolunteerOpportunity"]):
    def public(self) -> Self:
        """Calls that strangers may read; one that hangs on an event is public only with it."""
        events = self.model._meta.get_field("event").related_model._default_manager  # type: ignore[union-attr]
        shown = events.visible().filter(pk=OuterRef("event"))
        return self.filter(is_public=True).filter(Q(event__isnull=True) | Q(Exists(shown)))

    def recruiting(self, now: datetime) -> Self:
        """Calls that go ahead, with a shift to come and time to put a name down, the soonest first."""
        return (
            self.filter(Exists(self._shifts_of_each().upcoming(now)))
            .filter(Q(apply_until__isnull=True) | Q(apply_until__gt=now))
            .exclude(event__isnull=False, event__state__in=EVENT_IS_OFF)
            .annotate(first_start=models.Min("shifts__starts_at", filter=Q(shifts__starts_at__gt=now)))
            .order_by("first_start", "pk")
        )

    def in_area(self, *codes: str) -> Self:
        """Calls of these areas, or of events there; what names no area is for the whole town."""
        own, of_event = Q(areas__code__in=codes), Q(event__areas__code__in=codes)
        everywhere = Q(event__isnull=True) | Q(event__areas__isnull=True)
        return self._that(own | Q(areas__isnull=True) & (of_event | everywhere))

    def about(self, *codes: str) -> Self:
        """Calls about these topics, their own or those of the event."""
        return self._that(Q(topics__code__in=codes) | Q(topics__isnull=True, event__topics__code__in=codes))

    def at(self, when: str, now: datetime) -> Self:
        """Calls with a shift to come at such a time: one of ``When``."""
        return self.filter(Exists(self._shifts_of_each().upcoming(now).within(when, now)))

    def cards(self, now: datetime) -> Self:
        """With what a card shows, in a constant number of questions."""
        coming = self._shifts().upcoming(now).with_taken()
        return self.select_related("event").prefetch_related("areas", Prefetch("shifts", coming, to_attr="coming"))

    def with_names(self) -> Self:
        """With every shift and the names put down for it, for staff."""
        return self.prefetch_related(Prefetch("shifts", self._shifts().with_names(), to_attr="turns"))

    def _that(self, condition: Q) -> Self:
        return self.filter(pk__in=self.model._base_manager.filter(condition).order_by().values("pk"))

    def _shifts(self) -> Any:
        return self.model._meta.get_field("shifts").related_model._default_manager  # type: ignore[union-attr]

    def _shifts_of_each(self) -> Any:
        return self._shifts().filter(opportunity=OuterRef("pk"))


class SignupQuerySet(models.QuerySet["Signup"]):
    def holding_a_place(self) -> Self:
        return self.filter(state__in=SignupState.holding_a_place())

    def of_call(self, opportunity_id: int) -> Self:
        return self.filter(shift__opportunity=opportunity_id)

    def soonest_first(self) -> Self:
        return self.select_related("shift__opportunity__event").order_by(F("shift__starts_at"), "pk")
