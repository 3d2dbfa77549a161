"""Certain corrections are made: those of one text, or those of one rule in many texts at once, undoable."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision

from home.domain.approval.mails import one_mail_each
from home.domain.approval.needs import is_bound
from home.domain.authoring.keeping import keep
from home.domain.authoring.reading import Reading, read
from home.domain.authoring.texts import (
    content_type_of,
    is_locked_for,
    latest,
    may_edit,
    may_publish,
    title_of,
)
from home.enums import MendRefusal
from home.models import KeptFinding, MendedText, Mending, Passage
from home.rules import key_of
from portal.core.authoring.correcting import CorrectionRefused, corrected, corrections_of
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge, current_knowledge
from portal.core.models import User
from portal.core.publishing import PublishingRefused

PERMISSION: Final = "home.mend_many_texts"
MENDED: Final = "home.mended"
UNDONE: Final = "home.mending_undone"


class MendRefused(Exception):
    """Raised when a text is not corrected; ``reason`` holds the words for staff."""

    def __init__(self, reason: MendRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@dataclass(frozen=True)
class Change:
    """One correction as staff read it before they press: the place, and the words around it."""

    where: str
    before: str
    was: str
    becomes: str
    after: str


@dataclass(frozen=True)
class Proposal:
    """What would be changed in one text. ``revision`` is the one that was read, 0 for a text without any.

    What stands on the site ``will_be_published`` at once, or ``will_be_sent`` for approval where a route binds it.
    """

    thing: Any
    title: str
    revision: int
    changes: list[Change]
    will_be_published: bool
    will_be_sent: bool


@dataclass
class Outcome:
    """What became of many texts: those that were done, and why others were not."""

    done: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)


def proposals(rule: str, *, user: User, most: int) -> Iterator[Proposal]:
    """What the corrections of ``rule`` would change, in texts that ``user`` may change, the oldest finding first."""
    knowledge = current_knowledge()
    rows = KeptFinding.objects.of_rule(rule).that_can_be_mended().order_by("since", "pk").select_related("text")
    for text in list({row.text_id: row.text for row in rows.prefetch_related("text__thing")}.values())[:most]:
        thing = text.thing
        if thing is None or not may_edit(user, thing) or is_locked_for(user, thing):
            continue
        reading = read(latest(thing), knowledge)
        if changes := [_change(reading, finding) for finding in _of_rule(reading, rule)]:
            ways = _goes_live(user, thing), _goes_to_approval(thing)
            yield Proposal(thing, text.title, thing.latest_revision_id or 0, changes, *ways)


@transaction.atomic
def mend(*, thing: Any, keys: Iterable[str], user: User, now: datetime) -> Revision:
    """Make the corrections ``keys`` in the latest text of ``thing``, as a new draft. Raises MendRefused."""
    knowledge = current_knowledge()
    locked, _before, after = _mended(thing, frozenset(keys), None, user, knowledge)
    keep(_fresh(locked), now=now, knowledge=knowledge)
    return after


@transaction.atomic
@one_mail_each()
def mend_many(*, rule: str, chosen: Mapping[Any, int], user: User, now: datetime) -> tuple[Mending, Outcome]:
    """Correct what ``rule`` finds in each of ``chosen`` (text and the number of the revision that was read).

    Each becomes a new draft. What stood on the site without a draft beside it is sent for
    approval where a route binds it, else published at once where ``user`` may; a draft never is.
    """
    knowledge, outcome = current_knowledge(), Outcome()
    mending = Mending.objects.create(rule=rule, made_by=user, made_at=now)
    for thing, revision in chosen.items():
        try:
            if (thing.latest_revision_id or 0) != revision:
                raise MendRefused(MendRefusal.CHANGED)
            with transaction.atomic():
                _mend_one(mending, thing, user, now, knowledge)
        except MendRefused as refused:
            outcome.left.append((title_of(thing), str(refused)))
        else:
            outcome.done.append(title_of(thing))
    return mending, outcome


@transaction.atomic
@one_mail_each()
def undo(*, mending: Mending, user: User, now: datetime) -> Outcome:
    """Bring back each text of ``mending`` whose latest revision is still the one that was made."""
    outcome = Outcome()
    mending = Mending.objects.select_for_update().get(pk=mending.pk)
    if mending.undone_at is not None:
        return outcome
    for text in mending.texts.select_related("before", "after").prefetch_related("thing"):
        if refused := _refusal_to_bring_back(text, user):
            outcome.left.append((text.title, str(refused.label)))
        else:
            _bring_back(text, _fresh(text.thing), user, now)
            outcome.done.append(text.title)
    mending.undone_by, mending.undone_at = user, now
    mending.save(update_fields=["undone_by", "undone_at"])
    return outcome


def _mend_one(mending: Mending, thing: Any, user: User, now: datetime, knowledge: Knowledge) -> None:
    goes_live, goes_to_approval = _goes_live(user, thing), _goes_to_approval(thing)
    had_draft = thing.has_unpublished_changes
    locked, before, after = _mended(thing, None, mending.rule, user, knowledge)
    MendedText.objects.create(
        mending=mending,
        content_type=content_type_of(locked),
        object_id=str(locked.pk),
        title=title_of(locked),
        before=before,
        after=after,
        was_published=goes_live and _published(after, user),
        had_draft=had_draft,
    )
    if goes_to_approval:
        _send(locked, user)
    keep(_fresh(locked), now=now, knowledge=knowledge)


def _mended(
    thing: Any, keys: frozenset[str] | None, rule: str | None, user: User, knowledge: Knowledge
) -> tuple[Any, Revision, Revision]:
    """The locked text, the revision before and the new one."""
    locked = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if not may_edit(user, locked):
        raise MendRefused(MendRefusal.NOT_YOURS)
    if is_locked_for(user, locked):
        raise MendRefused(MendRefusal.LOCKED)
    before = locked.latest_revision or locked.save_revision(clean=False, changed=False)
    text = latest(locked)
    reading = read(text, knowledge)
    findings = _of_rule(reading, rule) if rule else [one for one in reading.findings if key_of(one) in (keys or ())]
    corrections = corrections_of(findings)
    if not corrections:
        raise MendRefused(MendRefusal.NOT_FOUND)
    try:
        corrected(text, corrections)
    except CorrectionRefused:
        raise MendRefused(MendRefusal.CHANGED) from None
    after = text.save_revision(user=user, clean=False)
    log(instance=locked, action=MENDED, user=user, revision=after, content_changed=True)
    return locked, before, after


def _refusal_to_bring_back(text: MendedText, user: User) -> MendRefusal | None:
    """Why ``text`` stays as it is, or nothing. An approval that the correction asked for is called off."""
    thing = text.thing
    if thing is None or text.before is None or thing.latest_revision_id != text.after_id:
        return MendRefusal.CHANGED
    if not may_edit(user, thing):
        return MendRefusal.NOT_YOURS
    if asked := Passage.objects.running().of_thing(thing).filter(revision=text.after_id).first():
        asked.task_state.workflow_state.cancel(user=user)
    return MendRefusal.NOT_YOURS if is_locked_for(user, _fresh(thing)) else None


def _bring_back(text: MendedText, thing: Any, user: User, now: datetime) -> None:
    if text.before is None:
        return
    old = text.before.as_object()
    text.restored = old.save_revision(user=user, previous_revision=text.before, clean=False)
    text.save(update_fields=["restored"])
    log(instance=thing, action=UNDONE, user=user, revision=text.restored, content_changed=True)
    if text.was_published or thing.live_revision_id == text.after_id:
        if is_bound(thing):
            _send(thing, user)
        elif may_publish(user, thing):
            _published(text.restored, user)
    elif not text.had_draft:
        # What is on the site was never touched, and the draft says the same again.
        type(thing)._default_manager.filter(pk=thing.pk).update(has_unpublished_changes=False)
    keep(_fresh(thing), now=now)


def _published(revision: Revision, user: User) -> bool:
    """Publish what was corrected, unless something else in it stops it; then it stays a draft."""
    try:
        revision.publish(user=user)
    except PublishingRefused:
        return False
    return True


def _goes_live(user: User, thing: Any) -> bool:
    """Only what stands on the site as it is, and only where ``user`` may publish."""
    return _stands_as_it_is(thing) and may_publish(user, thing) and not is_bound(thing)


def _goes_to_approval(thing: Any) -> bool:
    return _stands_as_it_is(thing) and is_bound(thing)


def _stands_as_it_is(thing: Any) -> bool:
    return bool(thing.live and not thing.has_unpublished_changes)


def _send(thing: Any, user: User) -> None:
    """Let the latest draft of ``thing`` begin its way through its route."""
    fresh = _fresh(thing)
    workflow = fresh.get_workflow()
    if workflow is not None and fresh.current_workflow_state is None:
        workflow.start(fresh, user)


def _of_rule(reading: Reading, rule: str) -> list[Finding]:
    return [finding for finding in reading.findings if finding.rule == rule and finding.correction is not None]


def _change(reading: Reading, finding: Finding) -> Change:
    before, was, after = reading.around(finding)
    becomes = finding.correction.replacement if finding.correction else ""
    return Change(reading.where(finding), before, was, becomes, after)


def _fresh(thing: Any) -> Any:
    return type(thing)._default_manager.select_related("latest_revision").get(pk=thing.pk)
