"""The second person: nobody publishes what came out of a meeting, or a story, on their own word.

Somebody who neither owns the page nor ever saved a version of it reads the
text and confirms that nobody can be identified. The confirmation holds for
that text, word for word; `portal.core.models.second_person` keeps everything else off the site.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from portal.core.domain.signs import signs_of
from portal.core.fingerprint import fingerprint_of_revision
from portal.core.models import TextCheck, User
from portal.core.second_person import CheckDecision, CheckRefusal, PublishRefusal, check_refusal

# A page of one of the types that are `CheckedBeforePublished`.
CheckedPage = Any

_WRITING: tuple[str, ...] = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename")

# The names stand in the log since only outcomes were checked.
LOGGED_AS: Final = {
    CheckDecision.CONFIRMED: "events.outcome.confirmed",
    CheckDecision.RETURNED: "events.outcome.returned",
}


class CheckRefused(Exception):
    """Raised when somebody may not decide on a text; ``reason`` holds the words for staff."""

    def __init__(self, reason: CheckRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


class PublishRefused(Exception):
    """Raised when a text may not go live; ``reason`` holds the words for staff."""

    def __init__(self, reason: PublishRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@dataclass(frozen=True)
class Reading:
    """A text laid before the second person: the revision, and the digest of what it says."""

    page: CheckedPage
    revision: Revision
    fingerprint: str


def reading_of(page: CheckedPage) -> Reading:
    """The latest text of ``page``, as the second person reads it. A page saved without a revision gets one."""
    revision = page.get_latest_revision() or page.save_revision(clean=False, changed=False)
    text = revision.as_object()
    return Reading(page=text, revision=revision, fingerprint=fingerprint_of_revision(revision, text))


def writers_of(page: CheckedPage) -> set[int]:
    """Everyone who owns ``page`` or ever wrote in it; versions that were purged still count through the log."""
    saved = Revision.objects.for_instance(page).exclude(user=None).order_by().values_list("user_id", flat=True)
    logged = PageLogEntry.objects.filter(page=page.pk, action__in=_WRITING, content_changed=True)
    return {page.owner_id, *saved, *logged.values_list("user_id", flat=True)} - {None}


def refusal_for(*, page: CheckedPage, user: User, same_text: bool = True) -> CheckRefusal | None:
    """Why ``user`` may not decide on the latest text of ``page``, or nothing; it draws the buttons, too."""
    return check_refusal(
        checker=user.pk,
        writers=writers_of(page),
        may_check=page.permissions_for_user(user).can_check(),
        same_text=same_text,
    )


@transaction.atomic
def confirm(
    *, page: CheckedPage, user: User, read: str, now: datetime, note: str = "", has_looked: bool = False
) -> TextCheck:
    """Put on record that ``user`` has read the text with the digest ``read`` and found nobody in it.

    ``has_looked`` says that ``user`` looked at every place where somebody might be recognised; it is
    needed when there are such places. Raises CheckRefused when ``user`` wrote the text, may not check,
    has not looked, or when the text has changed since it was read.
    """
    return _decide(page, user, read, now=now, decision=CheckDecision.CONFIRMED, note=note, has_looked=has_looked)


@transaction.atomic
def send_back(*, page: CheckedPage, user: User, read: str, now: datetime, note: str) -> TextCheck:
    """Put on record what has to be changed; a publication that was already set for later is called off.

    Raises CheckRefused as ``confirm`` does, and without a reason in ``note``.
    """
    if not note.strip():
        raise CheckRefused(CheckRefusal.NO_REASON)
    check = _decide(page, user, read, now=now, decision=CheckDecision.RETURNED, note=note)
    Revision.objects.for_instance(page).update(approved_go_live_at=None)
    return check


@transaction.atomic
def publish_confirmed(*, page: CheckedPage, user: User | None) -> None:
    """Publish the latest text of ``page``, the very one that was confirmed.

    Raises PublishRefused when its latest text is not confirmed, and Wagtail's
    PublishPermissionError when ``user`` may not publish.
    """
    locked = type(page)._default_manager.select_for_update().get(pk=page.pk)
    if not locked.is_checked():
        raise PublishRefused(PublishRefusal.UNCHECKED)
    revision = locked.get_latest_revision() or locked.save_revision(clean=False, changed=False)
    revision.publish(user=user)


def _decide(
    page: CheckedPage,
    user: User,
    read: str,
    *,
    now: datetime,
    decision: CheckDecision,
    note: str,
    has_looked: bool = True,
) -> TextCheck:
    locked = type(page)._default_manager.select_for_update().get(pk=page.pk)
    reading = reading_of(locked)
    if reason := refusal_for(page=locked, user=user, same_text=reading.fingerprint == read):
        raise CheckRefused(reason)
    signs = signs_of(reading.page)
    if signs and not has_looked:
        raise CheckRefused(CheckRefusal.NOT_LOOKED)
    log(instance=locked, action=LOGGED_AS[decision], user=user, revision=reading.revision)
    return locked.checks.model._default_manager.create(
        page=locked,
        revision=reading.revision,
        fingerprint=reading.fingerprint,
        checked_by=user,
        checked_at=now,
        decision=decision,
        note=note.strip(),
        shown=[sign.kept for sign in signs],
    )
