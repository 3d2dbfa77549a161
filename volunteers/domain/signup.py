"""Putting one's name down, and taking it back."""

from django.db import transaction
from django.utils import timezone

from volunteers.enums import Refusal, SignupState, VolunteerState
from volunteers.models import Shift, Signup, Volunteer
from volunteers.rules import may_withdraw, needs_guardian, refusal


class SignupRefused(Exception):
    """Carries the reason in the words that the volunteer reads."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def sign_up(*, shift: Shift, volunteer: Volunteer, message: str = "") -> Signup:
    """Give ``volunteer`` a place on ``shift``; asking twice is harmless.

    The shift is locked before its places are counted, so that two residents
    never both take the last one.

    Raises SignupRefused when the registration does not run, a guardian has not
    agreed, the call is not public, or the shift is full, closed or called off.
    """
    shift = Shift.objects.select_for_update(of=("self",)).select_related("opportunity__event").get(pk=shift.pk)
    signup = shift.signups.filter(volunteer=volunteer).first() or Signup(shift=shift, volunteer=volunteer)
    if signup.pk and signup.holds_a_place:
        return signup
    if reason := _reason_against(shift, volunteer):
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
    now = timezone.now()
    today = timezone.localdate(now)
    opportunity = shift.opportunity
    if volunteer.state != VolunteerState.REGISTERED or volunteer.expires_on < today:
        return Refusal.NOT_REGISTERED
    if needs_guardian(today, born=volunteer.birth_date) and volunteer.guardian_agreed_on is None:
        return Refusal.GUARDIAN
    if not opportunity.is_public:
        return Refusal.NOT_PUBLISHED
    return refusal(
        now,
        starts_at=shift.starts_at,
        apply_until=opportunity.apply_until,
        places=shift.places,
        taken=shift.signups.holding_a_place().count(),
        called_off=opportunity.called_off,
    )
