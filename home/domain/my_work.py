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

from events.enums import CheckDecision
from events.models import MeetingOutcomePage, OutcomeCheck
from home.domain.approval.board import Board
from home.domain.approval.standing import Standing, passages_waiting_for
from home.domain.approval.urgent import to_confirm
from home.domain.link_report import broken_for
from home.domain.reviews import due_pages
from home.models import CheckedText
from home.rules import counted
from portal.core.authoring.findings import Level
from portal.core.calendar import today_in_town
from portal.core.models import User
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


def piles_for(user: User, now: datetime) -> list[Pile]:
    """All that waits for ``user``, the most pressing pile first; empty piles are left out."""
    today = today_in_town(now)
    kinds: tuple[tuple[str, str, str, Callable[[], Iterable[Job]]], ...] = (
        ("approve", _("Waiting for your approval"), _("Read and decide"), lambda: _to_approve(user, today)),
        (
            "afterwards",
            _("Published before approval, to be confirmed"),
            _("Read and confirm"),
            lambda: _to_confirm_afterwards(user, today),
        ),
        ("returned", _("Sent back to you"), _("Mend it"), lambda: _returned(user)),
        ("check", _("Outcomes waiting for a second person"), _("Read and check"), lambda: _to_check(user)),
        ("drafts", _("Your drafts that are not on the site yet"), _("Go on writing"), lambda: _drafts(user)),
        ("writing", _("What you wrote, checked"), _("Correct the writing"), lambda: _to_mend(user)),
        ("confirm", _("Listings to be confirmed"), _("Confirm"), lambda: _to_confirm(user, today)),
        ("links", _("Links that lead nowhere"), _("Mend it"), lambda: _broken_links(user)),
        ("review", _("Pages whose review date has come"), _("Look again"), lambda: _to_review(user, today)),
    )
    piles = (Pile(name, heading, verb, list(jobs())) for name, heading, verb, jobs in kinds)
    return [pile for pile in piles if pile.jobs]


def _some(things: "QuerySet[Any]") -> list[Any]:
    """As many as are shown, and one more to know whether there are more."""
    return list(things[: SHOWN + 1])


def _to_approve(user: User, today: date) -> Iterator[Job]:
    """What waits for ``user`` or for somebody in whose place they decide; the section's route says so."""
    waiting = list(islice(passages_waiting_for(user, Board(today)), SHOWN + 1))
    prefetch_related_objects([standing.passage for standing in waiting], "thing")
    for standing in waiting:
        passage = standing.passage
        if passage.thing is not None:
            yield Job(passage.thing, act="approval", note=_note_of(standing, user), when=passage.sent_at, at=passage.pk)


def _note_of(standing: Standing, user: User) -> str:
    """Who wrote it, and what presses."""
    passage, is_deputy = standing.passage, any(chair.instead_of for chair in standing.chairs(user.pk))
    writer = str(passage.revision.user or "") if passage.revision else ""
    said = (writer, _("as a deputy") if is_deputy else "", _("past its deadline") if standing.is_late else "")
    return pgettext("between counts", ", ").join(filter(None, said))


def _to_confirm_afterwards(user: User, today: date) -> Iterator[Job]:
    """What was published before its approval and still waits for somebody else's word."""
    for one in islice(to_confirm(user, today), SHOWN + 1):
        yield Job(one.thing, act="afterwards", note=str(one.published_by), when=one.published_at, at=one.pk)


def _returned(user: User) -> Iterator[Job]:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=user)
    states = states.select_related("current_task_state").order_by("-current_task_state__finished_at")
    for state in _some(states.prefetch_related("content_object")):
        if (thing := state.content_object) is not None:
            task = state.current_task_state
            yield Job(thing, note=task.comment, when=task.finished_at)
    latest = OutcomeCheck.objects.filter(revision=OuterRef("latest_revision"), decision=CheckDecision.RETURNED)
    mine = MeetingOutcomePage.objects.filter(Exists(latest), owner=user).select_related("latest_revision")
    for page in _some(mine.prefetch_related("checks")):
        check = next(check for check in page.checks.all() if check.decision == CheckDecision.RETURNED)
        yield Job(page, note=check.note, when=check.checked_at)


def _to_check(user: User) -> Iterator[Job]:
    """Those that ``user`` neither owns nor ever wrote in; the screen itself asks again."""
    wrote = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), CharField()),
        user=user,
    )
    logged = PageLogEntry.objects.filter(page=OuterRef("pk"), user=user, action__in=WRITING, content_changed=True)
    mine = page_permission_policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    outcomes = MeetingOutcomePage.objects.awaiting_check().exclude(owner=user).exclude(Exists(wrote))
    outcomes = outcomes.exclude(Exists(logged)).filter(pk__in=mine.order_by().values("pk")).select_related("owner")
    for page in _some(outcomes.order_by("latest_revision_created_at")):
        yield Job(page, act="check", note=str(page.owner or ""), when=page.latest_revision_created_at)


def _drafts(user: User) -> Iterator[Job]:
    for model in (Page, *LISTINGS):
        by_me = Q(latest_revision__user=user) | (Q(owner=user) if model is Page else Q())
        under_way = WorkflowState.objects.active().filter(
            base_content_type=ContentType.objects.get_for_model(model), object_id=Cast(OuterRef("pk"), CharField())
        )
        drafts = model._default_manager.filter(by_me, has_unpublished_changes=True).exclude(Exists(under_way))
        for thing in _some(drafts.select_related("latest_revision").order_by("-latest_revision__created_at")):
            yield Job(thing, when=thing.latest_revision.created_at if thing.latest_revision else None)


def _to_mend(user: User) -> Iterator[Job]:
    """Texts of ``user`` in which the checker found more than hints, those with a stop first."""
    for text in _some(CheckedText.objects.written_by(user).to_be_mended().prefetch_related("thing")):
        if text.thing is not None:
            counts = counted([Level.STOP] * text.stops + [Level.WARNING] * text.warnings)
            note = pgettext("between counts", ", ").join(f"{level.label}{number}" for level, number in counts)
            yield Job(text.thing, act="writing", note=note, when=text.since)


def _to_confirm(user: User, today: date) -> Iterator[Job]:
    """Listings on the site that nobody has made sure of for long."""
    long_ago = today - timedelta(days=settings.PORTAL_LISTING_OLD_AFTER_DAYS)
    for model in LISTINGS:
        reachable = model.snippet_viewset.permission_policy.instances_user_has_permission_for(user, "change")
        old = reachable.filter(Q(last_confirmed_on__isnull=True) | Q(last_confirmed_on__lt=long_ago), live=True)
        for listing in _some(old.filter(do_not_list=False).order_by("last_confirmed_on", "pk")):
            yield Job(listing, act="confirm", when=listing.last_confirmed_on)


def _broken_links(user: User) -> Iterator[Job]:
    for where in broken_for(user, SHOWN + 1):
        link = where.place.link
        yield Job(where.thing, note=f"{link.url} {link.result}", when=link.last_failed_on)


def _to_review(user: User, today: date) -> Iterator[Job]:
    """Pages in the care of ``user`` whose day has come, whatever their type, in one query."""
    ours = Q(pk__in=page_permission_policy.instances_user_has_permission_for(user, "change").order_by().values("pk"))
    if user.section_id:
        ours &= Q(section=user.section_id) | Q(owner=user)
    days = {due.page_id: due.review_on for due in due_pages(today, among=ours, at_most=SHOWN + 1)}
    pages = Page.objects.in_bulk(days)
    return (Job(pages[pk], act="review", when=day) for pk, day in days.items())
