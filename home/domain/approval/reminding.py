"""Mails that something waits for a decision, and that its deadline has passed; never two for the same."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import gettext as _

from home.domain.approval.board import Board
from home.domain.approval.standing import all_running
from home.enums import ApprovalStage
from home.models import ApprovalMail
from portal.core.calendar import today_in_town
from portal.core.domain.mailing import hand_over, may_write_now, message_to, take_in_hand
from portal.core.models import User

Key = tuple[int, int, int, int]


def remind(now: datetime) -> int:
    """Tell those whose turn it is; returns how many mails were sent.

    Every step is kept before the next one begins. Killed at any point, a later
    pass sends what was not handed over yet.
    """
    if not may_write_now(now):
        return 0
    plan(now)
    waiting = ApprovalMail.objects.free(now).order_by("recipient").values_list("recipient", flat=True).distinct()
    return sum(_tell(recipient, now) for recipient in list(waiting))


@transaction.atomic
def plan(now: datetime) -> None:
    """Write down who has to be told of what; forget what was decided before anybody was told."""
    wanted = set(_wanted(now))
    known = set(ApprovalMail.objects.values_list("passage_id", "step_id", "stage", "recipient_id"))
    for passage, step, stage, recipient in known - wanted:
        ApprovalMail.objects.waiting().filter(passage=passage, step=step, stage=stage, recipient=recipient).delete()
    ApprovalMail.objects.bulk_create(
        (
            ApprovalMail(passage_id=passage, step_id=step, stage=stage, recipient_id=recipient)
            for passage, step, stage, recipient in sorted(wanted - known)
        ),
        ignore_conflicts=True,
    )


def _wanted(now: datetime) -> Iterator[Key]:
    for standing in all_running(Board(today_in_town(now))):
        if (step := standing.step) is None:
            continue
        stages = [ApprovalStage.ARRIVED, *([ApprovalStage.LATE] if standing.is_late else [])]
        for recipient in standing.deciders():
            yield from ((standing.passage.pk, step.pk, stage.value, recipient) for stage in stages)


def _tell(recipient: int, now: datetime) -> int:
    """Send one mail for all that waits for this account; returns how many were sent."""
    user = User.objects.filter(pk=recipient, is_active=True).exclude(email="").first()
    rows = ApprovalMail.objects.filter(recipient=recipient)
    taken = take_in_hand(rows, now) if user is not None else []
    if user is None or not taken:
        return 0
    is_late = rows.filter(pk__in=taken, stage=ApprovalStage.LATE).exists()
    return hand_over(_mail(user, is_late=is_late), rows, taken, now)


def _mail(user: User, *, is_late: bool) -> EmailMessage:
    """It names no text and no person: whoever reads it on a lock screen learns nothing."""
    if is_late:
        subject = _("[%(site)s] An approval is past its deadline")
    else:
        subject = _("[%(site)s] Something waits for your approval")
    address = f"{settings.BASE_URL}/cms/"
    return message_to(user, subject, "home/mail/approval_waiting.txt", address=address, is_late=is_late)
