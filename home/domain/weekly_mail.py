"""On Monday morning: how much waits in 「わたしの仕事」, one mail to each who wants it; never two in a week."""

import logging
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from home.domain.my_work import Pile, piles_for
from home.rules import is_working_day, mailing_day, monday_of
from portal.core.calendar import at_town, today_in_town
from portal.core.domain.mailing import FROM_HOUR, hand_over, may_write_now, message_to, take_in_hand
from portal.core.models import User, WeeklyMail

logger = logging.getLogger("portal.reminders")
COUNTED_TO: Final = 99
KEPT: Final = timedelta(weeks=8)


def tell_of_the_week(now: datetime) -> int:
    """Tell everybody at work how much waits for them this week; returns how many mails were sent.

    It begins on the first working day of the week. Whoever was not reached then, because the
    worker or the mail was away, is told on another working day of the same week. Killed at any
    point, the next pass goes on with the others, and a later one with the mail that was in hand.
    """
    today = today_in_town(now)
    monday = monday_of(today)
    begins = mailing_day(monday)
    if today < begins or not is_working_day(today) or not may_write_now(now):
        return 0
    plan(monday, joined_before=at_town(begins, FROM_HOUR), today=today)
    waiting = WeeklyMail.objects.free(now).of_week(monday).filter(recipient__in=User.objects.at_work(today))
    return sum(_tell(mail, now) for mail in list(waiting.select_related("recipient").order_by("pk")))


@transaction.atomic
def plan(monday: date, *, joined_before: datetime, today: date) -> None:
    """Write down whom to think of in this week, once for each account; forget what is long over."""
    known = WeeklyMail.objects.of_week(monday).filter(recipient=OuterRef("pk"))
    new = User.objects.at_work(today).filter(~Exists(known), date_joined__lt=joined_before)
    rows = [WeeklyMail(recipient=user, monday=monday) for user in new.only("pk")]
    if rows:
        WeeklyMail.objects.bulk_create(rows, ignore_conflicts=True)
        WeeklyMail.objects.before(monday - KEPT).delete()


def _tell(mail: WeeklyMail, now: datetime) -> int:
    """Send one mail, if it is wanted and anything waits; returns how many were sent."""
    try:
        message = _message_for(mail.recipient, now)
    except Exception:
        # One desk that cannot be read keeps nobody else waiting.
        logger.exception("A weekly mail could not be written.")
        return 0
    rows = WeeklyMail.objects.filter(pk=mail.pk)
    taken = take_in_hand(rows, now)
    if not taken or message is None:
        # Nobody is told later in the week of what began to wait meanwhile.
        rows.filter(pk__in=taken).update(handed_over_at=now)
        return 0
    return hand_over(message, rows, taken, now)


def _message_for(user: User, now: datetime) -> EmailMessage | None:
    """Numbers and addresses only: whoever reads it on a lock screen learns nothing."""
    piles = piles_for(user, now, at_most=COUNTED_TO) if user.gets_weekly_mail else []
    if not piles:
        return None
    staff_side = f"{settings.BASE_URL}/cms/"
    return message_to(
        user,
        _("[%(site)s] Your work this week"),
        "home/mail/weekly.txt",
        lines=[_line(pile, staff_side) for pile in piles],
        account=f"{staff_side}account/",
    )


def _line(pile: Pile, staff_side: str) -> dict[str, Any]:
    """One kind of work: its name, how much of it waits, and where it stands."""
    number = len(pile.jobs)
    is_more = number > COUNTED_TO
    return {
        "heading": pile.heading,
        "number": COUNTED_TO if is_more else number,
        "is_more": is_more,
        "address": f"{staff_side}#my-work-{pile.name}",
    }
