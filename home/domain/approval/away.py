"""代決: who decides while somebody is away. Everybody says it for themselves; those who keep the routes for all."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from wagtail.log_actions import log

from home.enums import AbsenceRefusal
from home.models import Absence
from portal.core.models import User

KEEPS_ROUTES: Final = "home.change_route"
PUT_DOWN: Final = "home.deputy_put_down"
ENDED: Final = "home.deputy_ended"


class AbsenceRefused(Exception):
    """Raised when a deputy is not put down; ``reason`` holds the words for staff."""

    def __init__(self, reason: AbsenceRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def put_down(*, person: User, deputy: User, first_day: date, last_day: date | None, by: User) -> Absence:
    """Let ``deputy`` decide for ``person`` from ``first_day`` to ``last_day``, both included. Raises AbsenceRefused."""
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if refused := _refusal(person, deputy, first_day, last_day, by):
        raise AbsenceRefused(refused)
    absence = Absence.objects.create(person=person, deputy=deputy, first_day=first_day, last_day=last_day)
    log(instance=absence, action=PUT_DOWN, user=by, data=_facts(absence))
    return absence


@transaction.atomic
def end(*, absence: Absence, by: User, today: date) -> None:
    """From now on nobody decides for this person; what was never begun is forgotten. Raises AbsenceRefused."""
    locked = Absence.objects.select_for_update(of=("self",)).get(pk=absence.pk)
    if not may_say(by, locked.person_id):
        raise AbsenceRefused(AbsenceRefusal.NOT_YOURS)
    log(instance=locked, action=ENDED, user=by, data=_facts(locked))
    if locked.first_day >= today:
        locked.delete()
    else:
        locked.last_day = today - timedelta(days=1)
        locked.save(update_fields=["last_day"])


def may_say(user: User, person: int) -> bool:
    """Whether ``user`` says who stands in for ``person``."""
    return user.pk == person or user.has_perm(KEEPS_ROUTES)


def _refusal(person: User, deputy: User, first_day: date, last_day: date | None, by: User) -> AbsenceRefusal | None:
    if not may_say(by, person.pk):
        return AbsenceRefusal.NOT_YOURS
    if not all(one.is_active and one.section_id for one in (person, deputy)):
        return AbsenceRefusal.NOT_STAFF
    if person.pk == deputy.pk:
        return AbsenceRefusal.SAME
    if last_day is not None and last_day < first_day:
        return AbsenceRefusal.BACKWARDS
    overlaps = Absence.objects.filter(person=person).overlapping(first_day, last_day).exists()
    return AbsenceRefusal.OVERLAPS if overlaps else None


def _facts(absence: Absence) -> dict[str, str]:
    return {
        "person": str(absence.person),
        "deputy": str(absence.deputy),
        "first_day": str(absence.first_day),
        "last_day": str(absence.last_day or ""),
    }
