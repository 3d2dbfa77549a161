"""Links with which somebody without an account reads drafts: made, opened, stopped, each in the history of the page."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import F, QuerySet
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.enums import DraftLinkRefusal
from home.models import DraftLink, DraftShown
from portal.core.calendar import today_in_town
from portal.core.models import CheckedBeforePublished, PortalPage, User

MADE: Final = "home.draft_link.made"
OPENED: Final = "home.draft_link.opened"
REVOKED: Final = "home.draft_link.revoked"
ADMINISTRATION: Final = "core.change_user"
MOST_PAGES: Final = 20
MOST_DAYS: Final = 30
USUAL_DAYS: Final = 7


class DraftLinkRefused(Exception):
    """Raised when a link is not made or stopped; ``reason`` holds the words for staff."""

    def __init__(self, reason: DraftLinkRefusal, page: Page | None = None) -> None:
        super().__init__(f"{reason.label}（{page.get_admin_display_title()}）" if page else reason.label)
        self.reason = reason


@transaction.atomic
def make(*, pages: Sequence[Page], days: int, by: User, now: datetime) -> tuple[DraftLink, str]:
    """A link to the drafts of ``pages`` for ``days`` days, and its secret, which is kept nowhere.

    Raises DraftLinkRefused when one of the pages may not be shown, or for too many pages or days.
    """
    if not pages or len(pages) > MOST_PAGES:
        raise DraftLinkRefused(DraftLinkRefusal.TOO_MANY if pages else DraftLinkRefusal.NO_PAGES)
    if not 1 <= days <= MOST_DAYS:
        raise DraftLinkRefused(DraftLinkRefusal.TOO_LONG)
    for page in pages:
        if reason := refusal_for(page, by):
            raise DraftLinkRefused(reason, page)
    secret = secrets.token_urlsafe(32)
    ends_at = now + timedelta(days=days)
    link = DraftLink.objects.create(made_by=by, made_at=now, ends_at=ends_at, digest=digest_of(secret))
    DraftShown.objects.bulk_create(DraftShown(link=link, page_id=page.pk) for page in pages)
    _keep(link, MADE, by)
    return link, secret


@transaction.atomic
def revoke(*, link: DraftLink, by: User, now: datetime) -> None:
    """Let ``link`` open nothing any more; again is harmless. Raises DraftLinkRefused for the link of somebody else."""
    if link.made_by_id != by.pk and not by.has_perm(ADMINISTRATION):
        raise DraftLinkRefused(DraftLinkRefusal.NOT_YOUR_LINK)
    if DraftLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(revoked_at=now):
        _keep(link, REVOKED, by)


def links_for(user: User) -> QuerySet[Any]:
    """The links that ``user`` keeps an eye on: their own, for the administration all."""
    links = DraftLink.objects.with_pages()
    return links if user.has_perm(ADMINISTRATION) else links.made_by_account(user)


def opened_by(secret: str, now: datetime) -> DraftLink | None:
    """The link with this secret, if it still opens anything; nothing for whoever made it having left."""
    link = DraftLink.objects.working(now).with_pages().filter(digest=digest_of(secret)).first()
    if link is None or not link.made_by.is_active or link.made_by.has_left(today_in_town(now)):
        return None
    return link


def drafts_of(link: DraftLink) -> list[Page]:
    """The latest texts that ``link`` shows now; what may not be shown any more is left out."""
    pages = [one.page.specific for one in link.shown.all()]
    return [page.get_latest_revision_as_object() for page in pages if refusal_for(page, link.made_by) is None]


def draft_of(link: DraftLink, number: int) -> Page | None:
    """The latest text of the page ``number``, if ``link`` shows it now."""
    shown = next((one for one in link.shown.all() if one.page_id == number), None)
    if shown is None or refusal_for(shown.page.specific, link.made_by) is not None:
        return None
    draft: Page = shown.page.specific.get_latest_revision_as_object()
    return draft


@transaction.atomic
def count_opening(link: DraftLink, page: Page, now: datetime) -> None:
    """One more reading of ``page``; the history says it once a day. Nothing of the reader is kept."""
    shown = DraftShown.objects.select_for_update().filter(link=link, page_id=page.pk).first()
    if shown is None:
        return
    is_first_today = shown.last_opened_at is None or today_in_town(shown.last_opened_at) != today_in_town(now)
    DraftShown.objects.filter(pk=shown.pk).update(openings=F("openings") + 1, last_opened_at=now)
    if is_first_today:
        log(instance=page, action=OPENED, data={"link": link.pk})


def refusal_for(page: Page, user: User) -> DraftLinkRefusal | None:
    """Why a link that ``user`` made does not show the draft of ``page``, a specific page; None if it does."""
    if not isinstance(page, PortalPage) or not page.permissions_for_user(user).can_edit():
        return DraftLinkRefusal.NOT_YOURS
    if page.get_view_restrictions().exists():
        return DraftLinkRefusal.FOR_SOME
    return DraftLinkRefusal.NOT_CONFIRMED if _waits_for_a_second_person(page) else None


def drafts_to_choose(user: User) -> list[Page]:
    """The newest drafts that ``user`` may show, at most 20."""
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = mine.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at", "-pk")
    return [page for page in drafts.specific()[:MOST_PAGES] if refusal_for(page, user) is None]


def digest_of(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _waits_for_a_second_person(page: Any) -> bool:
    """Texts about people leave the house only as somebody else has read them, by a link no less than by publishing."""
    return isinstance(page, CheckedBeforePublished) and not page.is_checked()


def _keep(link: DraftLink, action: str, by: User) -> None:
    for shown in link.shown.select_related("page"):
        data = {"link": link.pk, "until": link.ends_at.date().isoformat()}
        log(instance=shown.page, action=action, user=by, data=data)
