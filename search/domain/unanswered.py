"""What residents searched for in vain. Kept are the words, how often, and the day: never who, nor what tells of one."""

from datetime import date
from typing import Final

from django.db import OperationalError, transaction
from django.db.models import F

from portal.core.japanese import names_somebody
from portal.core.kana import fold_width
from portal.core.patience import BRIEF, waiting_at_most
from search.models import UnansweredQuestion
from search.rules import cleaned
from search.rules.personal import looks_personal

MOST_KEPT: Final = 3_000


def record(text: str, *, today: date) -> bool:
    """Count one more search for ``text`` that found nothing; returns whether it was kept.

    Spaces and widths are made alike, so that the same words are counted
    together. Nothing is kept that may tell of one person: a number of four
    digits, a mail address, a name, more than 40 characters. When thousands are
    kept, the one that was asked least and longest ago makes room. While the
    database is held by somebody else nothing is kept either: a resident's
    answer never depends on this.
    """
    words = cleaned(fold_width(text))
    if not words or looks_personal(words) or names_somebody(words):
        return False
    try:
        with waiting_at_most(BRIEF):
            _keep(words, today)
    except OperationalError:
        return False
    return True


@transaction.atomic
def see_to(*, question: UnansweredQuestion, is_done: bool = True) -> None:
    """Mark a search as seen to by staff, or as still to be seen to."""
    UnansweredQuestion.objects.filter(pk=question.pk).update(is_done=is_done)


@transaction.atomic
def _keep(words: str, today: date) -> None:
    if not _count(words, today):
        _make_room()
        row = UnansweredQuestion(text=words, count=0, last_asked_on=today)
        UnansweredQuestion.objects.bulk_create([row], ignore_conflicts=True)
        _count(words, today)


def _count(words: str, today: date) -> int:
    # The database adds: of two who ask at once, none is lost.
    return UnansweredQuestion.objects.saying(words).update(count=F("count") + 1, last_asked_on=today)


def _make_room() -> None:
    too_many = UnansweredQuestion.objects.count() - MOST_KEPT + 1
    if too_many > 0:
        going = UnansweredQuestion.objects.first_to_go().values_list("pk", flat=True)[:too_many]
        UnansweredQuestion.objects.filter(pk__in=list(going)).delete()
