"""Sending a text on its way, approving it and sending it back. Whoever wrote in it does neither."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.log_actions import registry as logs
from wagtail.models import Revision, TaskState

from home.domain.approval.board import Board
from home.domain.approval.digests import digest_of_text
from home.domain.approval.standing import Standing, all_running, is_running, passages_waiting_for, standing_of
from home.domain.authoring.texts import content_type_of
from home.enums import ApprovalRefusal, Verdict
from home.models import Decision, Passage, Remark
from home.rules import Chair
from portal.core.authoring.facts import Place
from portal.core.authoring.naming import words_of
from portal.core.calendar import today_in_town
from portal.core.models import User
from portal.core.publishing import PublishingRefused

logger = logging.getLogger("portal.approval")
APPROVED: Final = "home.approval_given"
RETURNED: Final = "home.approval_refused"
LOGGED_AS: Final = {Verdict.APPROVED: APPROVED, Verdict.RETURNED: RETURNED}
ACTIONS: Final = {"approve": Verdict.APPROVED, "reject": Verdict.RETURNED}
_CACHE: Final = "_approval_board"
_WRITING: Final = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename")


class ApprovalRefused(Exception):
    """Raised when somebody does not decide on a text; ``reason`` holds the words for staff."""

    def __init__(self, reason: ApprovalRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@dataclass(frozen=True)
class Said:
    """What somebody wrote at one place of a text."""

    place: Place
    text: str


def writers_of(thing: Any, *, requested_by: User | None = None) -> set[int]:
    """Everyone who wrote in what is not on the site yet, or asked for its approval.

    Versions that were purged or written over still count through the history.
    """
    since = thing.last_published_at if thing.live else None
    revisions = Revision.objects.for_instance(thing).exclude(user=None)
    entries = logs.get_logs_for_instance(thing).filter(action__in=_WRITING, content_changed=True).exclude(user=None)
    if since is not None:
        newer = Q(created_at__gt=since) | Q(pk__gt=thing.live_revision_id or 0)
        revisions, entries = revisions.filter(newer), entries.filter(timestamp__gt=since)
    wrote = {*revisions.order_by().values_list("user_id", flat=True), *entries.values_list("user_id", flat=True)}
    owner = getattr(thing, "owner_id", None) if since is None else None
    return {*wrote, owner, requested_by.pk if requested_by else None, _writer_of_latest(thing)} - {None}


def _writer_of_latest(thing: Any) -> int | None:
    return thing.latest_revision.user_id if thing.latest_revision else None


@dataclass(frozen=True)
class _Word:
    """What somebody decided, when, and what they wrote about it."""

    user: User
    verdict: Verdict
    now: datetime
    comment: str


@transaction.atomic
def send(task_state: TaskState, *, now: datetime) -> Passage:
    """Let the text of ``task_state`` begin its way through the route of its section."""
    revision, state = task_state.revision, task_state.workflow_state
    text = revision.as_object()
    passage = Passage.objects.create(
        task_state=task_state,
        content_type=content_type_of(text),
        object_id=str(text.pk),
        revision=revision,
        section_id=getattr(text, "section_id", None),
        sent_at=now,
    )
    passage.writers.set(writers_of(text, requested_by=state.requested_by))
    return passage


@transaction.atomic
def decide(
    *,
    passage: Passage,
    user: User,
    verdict: Verdict,
    read: int | None,
    now: datetime,
    comment: str = "",
    remarks: Iterable[Said] = (),
) -> Standing:
    """Put on record what ``user`` decided on the revision ``read``; the last yes publishes it.

    ``remarks`` are what has to change, each at its place; a return needs them or a ``comment``.
    Raises ApprovalRefused, and what the gate raises when the text cannot go live:
    then nothing is decided.
    """
    locked = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    standing = standing_of(locked, Board(today_in_town(now)))
    remarks = [one for one in remarks if one.text.strip()]
    if refused := _refusal(standing, user, verdict, read, bool(comment.strip() or remarks)):
        raise ApprovalRefused(refused)
    word = _Word(user, verdict, now, comment.strip() or _together(locked.thing, remarks))
    if verdict == Verdict.RETURNED:
        _return(standing, word, remarks)
    else:
        _approve(standing, word)
    return standing


def _refusal(
    standing: Standing, user: User, verdict: Verdict, read: int | None, has_words: bool
) -> ApprovalRefusal | None:
    if refused := standing.refusal(user):
        return refused
    thing = standing.passage.thing
    if thing is None or not read == standing.passage.revision_id == thing.latest_revision_id:
        return ApprovalRefusal.CHANGED
    return ApprovalRefusal.NO_COMMENT if verdict == Verdict.RETURNED and not has_words else None


def _approve(standing: Standing, word: _Word) -> None:
    passage = standing.passage
    for chair in standing.chairs(word.user.pk):
        _keep(standing, chair, word)
    after = standing_of(Passage.objects.with_facts().get(pk=passage.pk), standing.board)
    if after.turn is None and after.turns:
        _finish(passage, word.user, word.now, word.comment)


def _finish(passage: Passage, user: User | None, now: datetime, comment: str) -> None:
    """Every step has said yes: Wagtail's workflow ends, and with it the text is published or waits for its time."""
    if passage.revision is None:
        raise ApprovalRefused(ApprovalRefusal.CHANGED)
    passage.approved_at, passage.digest = now, digest_of_text(passage.revision.as_object())
    passage.save(update_fields=["approved_at", "digest"])
    passage.task_state.approve(user=user, comment=comment)


def carry_on(now: datetime) -> int:
    """Finish what a change of its route has left with every step decided; returns how many."""
    done = 0
    for standing in all_running(Board(today_in_town(now))):
        if standing.turn is None and standing.turns:
            try:
                done += _carry_on(standing.passage, now)
            except (PublishingRefused, PermissionDenied, ApprovalRefused):
                logger.warning("Approved, but not published: passage %s", standing.passage.pk)
    return done


@transaction.atomic
def _carry_on(passage: Passage, now: datetime) -> int:
    locked = Passage.objects.select_for_update(of=("self",)).get(pk=passage.pk)
    standing = standing_of(locked, Board(today_in_town(now)))
    if not is_running(locked) or standing.turn is not None or not standing.turns:
        return 0
    _finish(locked, None, now, "")
    return 1


def _return(standing: Standing, word: _Word, remarks: Iterable[Said]) -> None:
    passage = standing.passage
    _keep(standing, standing.chairs(word.user.pk)[0], word)
    Remark.objects.bulk_create(
        Remark(
            passage=passage,
            field=one.place.field,
            block=one.place.block,
            where=words_of(passage.thing, one.place)[:255],
            text=one.text.strip(),
            by=word.user,
        )
        for one in remarks
    )
    passage.task_state.reject(user=word.user, comment=word.comment)


def _keep(standing: Standing, chair: Chair, word: _Word) -> None:
    passage, step = standing.passage, standing.step
    if step is None:
        return
    said_as = _said_as(step.name, chair, word.user)
    Decision.objects.create(
        passage=passage,
        step=step,
        step_name=step.name,
        seat=chair.seat,
        verdict=word.verdict,
        by=word.user,
        instead_of_id=chair.instead_of,
        said_as=said_as,
        said_at=word.now,
        comment=word.comment,
    )
    route = str(standing.board.route_of(passage.section_id))
    data: Mapping[str, Any] = {"said_as": said_as, "step": step.name, "route": route, "comment": word.comment}
    log(instance=passage.thing, action=LOGGED_AS[word.verdict], user=word.user, revision=passage.revision, data=data)


def _said_as(step: str, chair: Chair, user: User) -> str:
    """「課長 ○○（代決 △△）」"""
    if chair.instead_of is None:
        return f"{step} {user}"
    absent = User.objects.get(pk=chair.instead_of)
    return _("%(step)s %(absent)s (decided by the deputy %(deputy)s)") % {
        "step": step,
        "absent": absent,
        "deputy": user,
    }


def _together(thing: Any, remarks: Iterable[Said]) -> str:
    return "\n".join(f"{words_of(thing, one.place)}：{one.text.strip()}" for one in remarks)


class RouteDesk:
    """Answers Wagtail's workflow by the routes."""

    def may_decide(self, thing: Any, user: Any) -> bool:
        state = thing.current_workflow_task_state
        passage = state and Passage.objects.with_facts().filter(task_state=state.pk).first()
        if not passage or not isinstance(user, User):
            return False
        return standing_of(passage, _board_for(user)).refusal(user) is None

    def sent(self, task_state: TaskState) -> None:
        send(task_state, now=timezone.now())

    def act(self, task_state: TaskState, user: Any, action: str, comment: str) -> None:
        passage = Passage.objects.get(task_state=task_state.pk)
        try:
            decide(
                passage=passage,
                user=user,
                verdict=ACTIONS[action],
                read=passage.revision_id,
                now=timezone.now(),
                comment=comment,
            )
        except ApprovalRefused as refused:
            raise PermissionDenied(str(refused)) from None

    def states_waiting_for(self, user: Any) -> list[int]:
        return [standing.passage.task_state_id for standing in passages_waiting_for(user, _board_for(user))]


def _board_for(user: User) -> Board:
    """One reading for all that is drawn for one request; decisions read afresh."""
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, Board(today_in_town(timezone.now())))
    board: Board = getattr(user, _CACHE)
    return board
