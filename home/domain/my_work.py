"""「わたしの仕事」: what waits for one person of the staff side, and where to do it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, PageLogEntry, Revision, WorkflowState
from wagtail.permissions import page_permission_policy

from home.domain.approval.board import Board
from home.domain.approval.standing import Standing, passages_waiting_for
from home.domain.approval.urgent import to_confirm
from home.domain.link_report import broken_for
from home.domain.reviews import due_pages
from home.models import CheckedText
from home.rules import counted
from portal.core.authoring.findings import Level
from portal.core.calendar import today_in_town
from portal.core.models import User, checked_types
from portal.core.second_person import CheckDecision
from resources.models import Agency, Base, Group

SHOWN: Final = 5
LISTINGS: Final = (Agency, Base, Group)
WRITING: Final = ("wagtail.create", "wagtail.edit", "wagtail.revert", "wagtail.rename")


@dataclass(frozen=True)
class Job:
    """One thing to do: ``thing`` is the page or listing, ``act`` names the screen to do it on, ``at`` its number."""

    thing: Any
    act: str = "edit"
    note: str = ""
    when: date | datetime | None = None
    at: int = 0


@dataclass(frozen=True)
class Pile:
    """Jobs of one kind, the first five; ``more`` says that others wait behind them."""

    name: str
    heading: str
    verb: str
    jobs: list[Job]

    @property
    def shown(self) -> list[Job]:
        return self.jobs[:SHOWN]

    @property
    def more(self) -> bool:
        return len(self.jobs) > SHOWN


@dataclass(frozen=True)
class _Desk:
    """Whose jobs are asked for, on which day, and how many of each kind at most."""

    user: User
    today: date
    at_most: int

    def some(self, things: "QuerySet[Any]") -> list[Any]:
        """As many as are shown, and one more to know whether there are more."""
        return list(things[: self.at_most + 1])


def piles_for(user: User, now: datetime, *, at_most: int = SHOWN) -> list[Pile]:
    """All that waits for ``user``, the most pressing pile first; empty piles are left out.

    Of each kind one job more than ``at_most`` is read, so that one sees whether there are more.
    """
    desk = _Desk(user, today_in_town(now), at_most)
    kinds: tuple[tuple[str, str, str, Callable[[_Desk], Iterable[Job]]], ...] = (
        ("approve", _("Waiting for your approval"), _("Read and decide"), _to_approve),
        (
            "afterwards",
            _("Published before approval, to be confirmed"),
            _("Read and confirm"),
            _to_confirm_afterwards,
        ),
        ("returned", _("Sent back to you"), _("Mend it"), _returned),
        ("check", _("Texts waiting for a second person"), _("Read and check"), _to_check),
        ("drafts", _("Your drafts that are not on the site yet"), _("Go on writing"), _drafts),
        ("writing", _("What you wrote, checked"), _("Correct the writing"), _to_mend),
        ("confirm", _("Listings to be confirmed"), _("Confirm"), _to_confirm),
        ("links", _("Links that lead nowhere"), _("Mend it"), _broken_links),
        ("review", _("Pages whose review date has come"), _("Look again"), _to_review),
    )
    piles = (Pile(name, heading, verb, list(jobs(desk))) for name, heading, verb, jobs in kinds)
    return [pile for pile in piles if pile.jobs]


def _to_approve(desk: _Desk) -> Iterator[Job]:
    """What waits for ``user`` or for somebody in whose place they decide; the section's route says so."""
    waiting = list(islice(passages_waiting_for(desk.user, Board(desk.today)), desk.at_most + 1))
    prefetch_related_objects([standing.passage for standing in waiting], "thing")
    for standing in waiting:
        passage = standing.passage
        if passage.thing is not None:
            yield Job(
                passage.thing, act="approval", note=_note_of(standing, desk.user), when=passage.sent_at, at=passage.pk
            )


def _note_of(standing: Standing, user: User) -> str:
    """Who wrote it, and what presses."""
    passage, is_deputy = standing.passage, any(chair.instead_of for chair in standing.chairs(user.pk))
    writer = str(passage.revision.user or "") if passage.revision else ""
    said = (writer, _("as a deputy") if is_deputy else "", _("past its deadline") if standing.is_late else "")
    return pgettext("between counts", ", ").join(filter(None, said))


def _to_confirm_afterwards(desk: _Desk) -> Iterator[Job]:
    """What was published before its approval and still waits for somebody else's word."""
    for one in islice(to_confirm(desk.user, desk.today), desk.at_most + 1):
        yield Job(one.thing, act="afterwards", note=str(one.published_by), when=one.published_at, at=one.pk)


def _returned(desk: _Desk) -> Iterator[Job]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=desk.user)
    states = states.select_related("current_task_state").order_by("-current_task_state__finished_at")
    for state in desk.some(states.prefetch_related("content_object")):
        if (thing := state.content_object) is not None:
            task = state.current_task_state
            yield Job(thing, note=task.comment, when=task.finished_at)
    for model in checked_types():
        yield from _sent_back(model, desk)


def _sent_back(model: Any, desk: _Desk) -> Iterator[Job]:
    """Texts of this type that the second person sent back to their owner."""
    latest = model.checks_of_type().filter(revision=OuterRef("latest_revision"), decision=CheckDecision.RETURNED)
    mine = model.objects.filter(Exists(latest), owner=desk.user).select_related("latest_revision")
    for page in desk.some(mine.prefetch_related("checks")):
        check = next(check for check in page.checks.all() if check.decision == CheckDecision.RETURNED)
        yield Job(page, note=check.note, when=check.checked_at)


def _to_check(desk: _Desk) -> Iterator[Job]:
    """Those that ``user`` neither owns nor ever wrote in; the screen itself asks again."""
    wrote = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        user=desk.user,
    )
    logged = PageLogEntry.objects.filter(page=OuterRef("pk"), user=desk.user, action__in=WRITING, content_changed=True)
    mine = page_permission_policy.instances_user_has_any_permission_for(desk.user, {"change", "publish"})
    for model in checked_types():
        texts = model.objects.awaiting_check().exclude(owner=desk.user).exclude(Exists(wrote)).exclude(Exists(logged))
        texts = texts.filter(pk__in=mine.order_by().values("pk")).select_related("owner")
        for page in desk.some(texts.order_by("latest_revision_created_at")):
            yield Job(page, act="check", note=str(page.owner or ""), when=page.latest_revision_created_at)


def _drafts(desk: _Desk) -> Iterator[Job]:
    for model in (Page, *LISTINGS):
        by_me = Q(latest_revision__user=desk.user) | (Q(owner=desk.user) if model is Page else Q())
        under_way = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(model), object_id=Cast(OuterRef("pk"), CharField())
        )
        drafts = model._default_manager.filter(by_me, has_unpublished_changes=True).exclude(Exists(under_way))
        for thing in desk.some(drafts.select_related("latest_revision").order_by("-latest_revision__created_at")):
            yield Job(thing, when=thing.latest_revision.created_at if thing.latest_revision else None)


def _to_mend(desk: _Desk) -> Iterator[Job]:
    """Texts of ``user`` in which the checker found more than hints, those with a stop first."""
    for text in desk.some(CheckedText.objects.written_by(desk.user).to_be_mended().prefetch_related("thing")):
        if text.thing is not None:
            counts = counted([Level.STOP] * text.stops + [Level.WARNING] * text.warnings)
            note = pgettext("between counts", ", ").join(f"{level.label}{number}" for level, number in counts)
            yield Job(text.thing, act="writing", note=note, when=text.since)


def _to_confirm(desk: _Desk) -> Iterator[Job]:
    """Listings on the site that nobody has made sure of for long."""
    long_ago = desk.today - timedelta(days=settings.PORTAL_LISTING_OLD_AFTER_DAYS)
    for model in LISTINGS:
        reachable = model.snippet_viewset.permission_policy.instances_user_has_permission_for(desk.user, "change")
        old = reachable.filter(Q(last_confirmed_on__isnull=True) | Q(last_confirmed_on__lt=long_ago), live=True)
        for listing in desk.some(old.filter(do_not_list=False).order_by("last_confirmed_on", "pk")):
            yield Job(listing, act="confirm", when=listing.last_confirmed_on)


def _broken_links(desk: _Desk) -> Iterator[Job]:
    for where in broken_for(desk.user, desk.at_most + 1):
        link = where.place.link
        yield Job(where.thing, note=f"{link.url} {link.result}", when=link.last_failed_on)


def _to_review(desk: _Desk) -> Iterator[Job]:
    """Pages in the care of ``user`` whose day has come, whatever their type, in one query."""
    ours = Q(
        pk__in=page_permission_policy.instances_user_has_permission_for(desk.user, "change").order_by().values("pk")
    )
    if desk.user.section_id:
        ours &= Q(section=desk.user.section_id) | Q(owner=desk.user)
    days = {due.page_id: due.review_on for due in due_pages(desk.today, among=ours, at_most=desk.at_most + 1)}
    pages = Page.objects.in_bulk(days)
    return (Job(pages[pk], act="review", when=day) for pk, day in days.items())
