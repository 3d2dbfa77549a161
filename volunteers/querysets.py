"""The questions asked about volunteers and calls for helpers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q

from volunteers.enums import SignupState, VolunteerState

if TYPE_CHECKING:
    from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity

    VolunteerBase = models.QuerySet[Volunteer]
    OpportunityBase = models.QuerySet[VolunteerOpportunity]
    ShiftBase = models.QuerySet[Shift]
    SignupBase = models.QuerySet[Signup]
else:
    VolunteerBase = OpportunityBase = ShiftBase = SignupBase = models.QuerySet


class VolunteerQuerySet(VolunteerBase):
    def registered(self, now: datetime) -> Self:
        """Volunteers whose registration runs."""
        return self.filter(state=VolunteerState.REGISTERED, expires_on__gte=now.date())


class ShiftQuerySet(ShiftBase):
    def upcoming(self, now: datetime) -> Self:
        return self.filter(starts_at__gt=now).order_by("starts_at", "pk")

    def with_taken(self) -> Self:
        """With ``taken``: how many places are held."""
        return self.annotate(taken=Count("signups", filter=Q(signups__state__in=SignupState.holding_a_place())))


class VolunteerOpportunityQuerySet(OpportunityBase):
    def public(self) -> Self:
        """Calls that strangers may read; one that hangs on an event is public only with it."""
        return self.filter(is_public=True).filter(Q(event__isnull=True) | Q(event__live=True))

    def recruiting(self, now: datetime) -> Self:
        """Calls that still have a shift to come and whose time is not over, the soonest first."""
        upcoming = self.model._meta.get_field("shifts").related_model._default_manager.filter(  # type: ignore[union-attr]
            opportunity=OuterRef("pk"), starts_at__gt=now
        )
        return (
            self.filter(Exists(upcoming))
            .filter(Q(apply_until__isnull=True) | Q(apply_until__gt=now))
            .annotate(first_start=models.Min("shifts__starts_at", filter=Q(shifts__starts_at__gt=now)))
            .order_by("first_start", "pk")
        )

    def in_area(self, area: Any) -> Self:
        """Calls of an area; those for the whole town count for each."""
        return self.filter(Q(areas=area) | Q(areas__isnull=True)).distinct()

    def cards(self, now: datetime) -> Self:
        """With what a card shows, in a constant number of questions."""
        shifts = self.model._meta.get_field("shifts").related_model._default_manager  # type: ignore[union-attr]
        return self.select_related("event").prefetch_related(
            "areas", Prefetch("shifts", queryset=shifts.upcoming(now).with_taken(), to_attr="coming")
        )


class SignupQuerySet(SignupBase):
    def holding_a_place(self) -> Self:
        return self.filter(state__in=SignupState.holding_a_place())

    def soonest_first(self) -> Self:
        return self.select_related("shift__opportunity__event").order_by(F("shift__starts_at"), "pk")
