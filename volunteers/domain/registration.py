"""Becoming a volunteer, keeping the details right, and leaving."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from portal.core.models import Topic, User
from volunteers.models import Volunteer
from volunteers.rules import registration_ends

# Changes when the wording of the consent changes, so that each consent says what was read.
PRIVACY_TEXT: Final = "2026-11"


@transaction.atomic
def register(*, user: User, details: Mapping[str, Any], interests: Iterable[Topic]) -> Volunteer:
    """Register ``user`` with ``details`` (field names of Volunteer), or put the details right.

    The account is locked first: pressing twice makes one registration. One that
    has run out runs again from today; one that staff have stopped stays stopped.
    Another guardian has to agree anew.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    volunteer = Volunteer.objects.of(user).first() or Volunteer(user=user)
    guardian = volunteer.guardian_name
    for name, value in details.items():
        setattr(volunteer, name, value)
    if volunteer.guardian_name != guardian:
        volunteer.guardian_agreed_on = None
    today = timezone.localdate()
    if not volunteer.pk or volunteer.expires_on < today:
        volunteer.registered_on, volunteer.expires_on = today, registration_ends(today)
    volunteer.privacy_text, volunteer.consented_at = PRIVACY_TEXT, timezone.now()
    volunteer.save()
    volunteer.interests.set(interests)
    return volunteer


@transaction.atomic
def leave(*, volunteer: Volunteer) -> None:
    """Forget the person: the registration and the names put down go, the account stays."""
    if (locked := Volunteer.objects.select_for_update().filter(pk=volunteer.pk).first()) is not None:
        locked.delete()
