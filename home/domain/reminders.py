"""Reminders of reviews: by mail, one for each account, however many pages wait; never two for the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from home.domain.reviews import Due, due_pages, stage_of, upkeep
from portal.core.calendar import today_in_town
from portal.core.domain.mailing import hand_over, may_write_now, message_to, take_in_hand
from portal.core.models import ReviewReminder, Section, User
from portal.core.reviewing import ReviewStage

Key = tuple[int, date, int, int]


def remind(now: datetime) -> int:
    """Tell sections and their heads of pages that wait; returns how many mails were sent.

    Every step is kept before the next one begins. Killed at any point, a later
    pass sends what was not handed over yet.
    """
    if not may_write_now(now) or not upkeep().reminders_on:
        return 0
    plan(today_in_town(now))
    waiting = ReviewReminder.objects.free(now).order_by("recipient").values_list("recipient", flat=True).distinct()
    return sum(_tell(recipient, now) for recipient in list(waiting))


@transaction.atomic
def plan(today: date) -> None:
    """Write down who has to be told of what; forget what was looked at before anybody was told."""
    wanted = set(_wanted(due_pages(today), today))
    known = set(ReviewReminder.objects.values_list("page_id", "review_on", "stage", "recipient_id"))
    for page, review_on, stage, recipient in known - wanted:
        ReviewReminder.objects.waiting().filter(
            page=page, review_on=review_on, stage=stage, recipient=recipient
        ).delete()
    ReviewReminder.objects.bulk_create(
        (
            ReviewReminder(page_id=page, review_on=review_on, stage=stage, recipient_id=recipient)
            for page, review_on, stage, recipient in sorted(wanted - known)
        ),
        ignore_conflicts=True,
    )


def _wanted(due: Iterable[Due], today: date) -> Iterator[Key]:
    town, people = upkeep(), _People()
    for page in due:
        stage = stage_of(page.review_on, today, town)
        for recipient in people.of_section(page):
            yield page.page_id, page.review_on, ReviewStage.SECTION.value, recipient
        if stage >= ReviewStage.HEAD and (head := people.heads.get(page.section_id or 0)):
            yield page.page_id, page.review_on, ReviewStage.HEAD.value, head


class _People:
    """Who is told: accounts of the staff side that are in use."""

    def __init__(self) -> None:
        may_enter = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
        staff = User.objects.filter(may_enter, is_active=True).exclude(email="").distinct()
        self.able: dict[int, int | None] = dict(staff.values_list("pk", "section_id"))
        heads = Section.objects.filter(head__isnull=False).values_list("pk", "head_id")
        self.heads: dict[int, int] = {section: head for section, head in heads if head in self.able and head}
        self.members: dict[int, list[int]] = defaultdict(list)
        for account, section in self.able.items():
            if section:
                self.members[section].append(account)

    def of_section(self, page: Due) -> list[int]:
        """The accounts of the section; its head where it has none; without a section the one who owns the page."""
        if page.section_id is None:
            return [page.owner_id] if page.owner_id in self.able and page.owner_id else []
        head = self.heads.get(page.section_id)
        return self.members.get(page.section_id) or ([head] if head else [])


def _tell(recipient: int, now: datetime) -> int:
    """Send one mail for all that waits for this account; returns how many were sent."""
    rows = ReviewReminder.objects.filter(recipient=recipient)
    taken = take_in_hand(rows, now)
    return hand_over(_mail(User.objects.get(pk=recipient)), rows, taken, now) if taken else 0


def _mail(user: User) -> EmailMessage:
    """It names no page and no person: whoever reads it on a lock screen learns nothing."""
    subject = _("[%(site)s] Pages are waiting to be looked at")
    return message_to(user, subject, "home/mail/review_waiting.txt", address=f"{settings.BASE_URL}/cms/")
