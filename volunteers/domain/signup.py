"""Putting one's name down, and taking it back."""

from django.db import transaction
from django.utils import timezone

from volunteers.enums import Refusal, SignupState
from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity
from volunteers.rules import may_withdraw, refusal, standing


class SignupRefused(Exception):
    """Carries the reason in the words that the volunteer reads."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


def standing_of(volunteer: Volunteer) -> Refusal | None:
    """Why this volunteer cannot put a name down anywhere today, or None."""
    return standing(
        timezone.localdate(),
        state=volunteer.state,
        expires_on=volunteer.expires_on,
        born=volunteer.birth_date,
        guardian_agreed_on=volunteer.guardian_agreed_on,
    )


@transaction.atomic
def sign_up(*, shift: Shift, volunteer: Volunteer, message: str = "") -> Signup:
    """Give ``volunteer`` a place on ``shift``; asking twice is harmless.

    The shift is locked before its places are counted, so that two residents
    never both take the last one.

    Raises SignupRefused when the registration does not run, a guardian has not
    agreed, the call is not public, or the shift is full, closed or called off.
    """
    shift = Shift.objects.select_for_update(of=("self",)).select_related("opportunity__event").get(pk=shift.pk)
    # What staff decided a moment ago counts: after the shift, always in this order, the person is locked.
    fresh = Volunteer.objects.select_for_update().filter(pk=volunteer.pk).first()
    if fresh is None:
        raise SignupRefused(Refusal.NOT_REGISTERED)
    signup = shift.signups.filter(volunteer=fresh).first() or Signup(shift=shift, volunteer=fresh)
    if signup.pk and signup.holds_a_place:
        return signup
    if reason := _reason_against(shift, fresh):
        raise SignupRefused(reason)
    signup.state = SignupState.CONFIRMED
    signup.message = message
    signup.save()
    return signup


@transaction.atomic
def withdraw(*, signup: Signup) -> Signup:
    """Take the name back; doing it twice is harmless.

    Raises SignupRefused when the shift has already started.
    """
    signup = Signup.objects.select_for_update(of=("self",)).select_related("shift").get(pk=signup.pk)
    if not signup.holds_a_place:
        return signup
    if not may_withdraw(timezone.now(), starts_at=signup.shift.starts_at):
        raise SignupRefused(Refusal.STARTED)
    signup.state = SignupState.CANCELLED
    signup.save()
    return signup


def _reason_against(shift: Shift, volunteer: Volunteer) -> Refusal | None:
    opportunity = shift.opportunity
    if reason := standing_of(volunteer):
        return reason
    if not VolunteerOpportunity.objects.public().filter(pk=opportunity.pk).exists():
        return Refusal.NOT_PUBLISHED
    return refusal(
        timezone.now(),
        starts_at=shift.starts_at,
        apply_until=opportunity.apply_until,
        places=shift.places,
        taken=shift.signups.holding_a_place().count(),
        called_off=opportunity.called_off,
    )
