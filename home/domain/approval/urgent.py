"""緊急公開: at once and with a reason, by somebody who may; confirmed by somebody else afterwards."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log

from home.domain.approval.board import Board
from home.domain.approval.deciding import writers_of
from home.domain.approval.digests import digest_of_text
from home.domain.approval.needs import needs_approval
from home.domain.authoring.texts import content_type_of, may_publish, title_of
from home.enums import UrgentRefusal
from home.models import UrgentPublication
from portal.core.calendar import today_in_town
from portal.core.models import User

PERMISSION: Final = "home.publish_urgently"
PUBLISHED: Final = "home.published_urgently"
CONFIRMED: Final = "home.confirmed_afterwards"


class UrgentRefused(Exception):
    """Raised when a text is not published at once, or not confirmed; ``reason`` holds the words for staff."""

    def __init__(self, reason: UrgentRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def publish_urgently(*, thing: Any, user: User, reason: str, now: datetime) -> UrgentPublication:
    """Publish the latest text of ``thing`` before its approval, and keep who did so and why.

    The other keepers of the gate are asked as ever. Raises UrgentRefused and PublishingRefused.
    """
    locked = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    text = locked.get_latest_revision_as_object()
    if refused := urgent_refusal(text, user=user, reason=reason):
        raise UrgentRefused(refused)
    revision = locked.get_latest_revision()
    if revision is None or text.go_live_at is not None:
        text.go_live_at = None
        revision = text.save_revision(user=user, clean=False)
    kept = UrgentPublication.objects.create(
        content_type=content_type_of(locked),
        object_id=str(locked.pk),
        title=title_of(text)[:255],
        revision=revision,
        section_id=getattr(text, "section_id", None),
        digest=digest_of_text(revision.as_object()),
        published_by=user,
        published_at=now,
        reason=reason.strip(),
    )
    kept.writers.set(writers_of(locked))
    log(instance=locked, action=PUBLISHED, user=user, revision=revision, data={"reason": kept.reason})
    revision.publish(user=user)
    return kept


def urgent_refusal(text: Any, *, user: User, reason: str) -> UrgentRefusal | None:
    """Why ``user`` may not publish ``text`` before its approval, or nothing."""
    if not user.has_perm(PERMISSION) or not may_publish(user, text):
        return UrgentRefusal.NOT_ALLOWED
    if not needs_approval(text):
        return UrgentRefusal.NO_NEED
    return None if reason.strip() else UrgentRefusal.NO_REASON


@transaction.atomic
def confirm_afterwards(
    *, publication: UrgentPublication, user: User, now: datetime, note: str = ""
) -> UrgentPublication:
    """Put on record that ``user`` stands for what was published urgently. Raises UrgentRefused."""
    locked = UrgentPublication.objects.select_for_update(of=("self",)).get(pk=publication.pk)
    if refused := confirm_refusal(locked, user, Board(today_in_town(now))):
        raise UrgentRefused(refused)
    locked.confirmed_by, locked.confirmed_at, locked.note = user, now, note.strip()
    locked.save(update_fields=["confirmed_by", "confirmed_at", "note"])
    if locked.thing is not None:
        log(instance=locked.thing, action=CONFIRMED, user=user, revision=locked.revision, data={"note": locked.note})
    return locked


def confirm_refusal(publication: UrgentPublication, user: User, board: Board) -> UrgentRefusal | None:
    """Why ``user`` does not confirm ``publication``, or nothing; it draws the button, too."""
    if publication.confirmed_at is not None:
        return UrgentRefusal.CONFIRMED
    if publication.published_by_id == user.pk:
        return UrgentRefusal.YOU_PUBLISHED
    if user.pk in {writer.pk for writer in publication.writers.all()}:
        return UrgentRefusal.WROTE_IT
    return None if _decides_there(publication, user, board) else UrgentRefusal.NOT_YOURS


def _decides_there(publication: UrgentPublication, user: User, board: Board) -> bool:
    """Whether ``user``, or somebody for whom they stand in, sits on the route of the text."""
    people = {user.pk, *board.stands_in_for(user.pk)} - {publication.published_by_id or 0}
    people -= {writer.pk for writer in publication.writers.all()}
    return any(seat.holders & people for turn in board.turns_of(publication.section_id) for seat in turn.seats)


def to_confirm(user: User, today: date) -> Iterator[UrgentPublication]:
    """What was published urgently and waits for the word of ``user``, the oldest first."""
    waiting = list(
        UrgentPublication.objects.unconfirmed().select_related("published_by").prefetch_related("writers", "thing")
    )
    if not waiting:
        return
    board = Board(today)
    yield from (one for one in waiting if one.thing is not None and confirm_refusal(one, user, board) is None)
