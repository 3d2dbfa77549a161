"""Events from open data, each a page under the list of events.

An import owns the fields of ``imported`` and the dates that it brought; what staff alone know (topics, audiences,
areas, responsible section) it leaves as it is.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from wagtail.models import Site

from events.domain.imported import date_of, fitted, page_values
from events.domain.occurrences import materialise
from events.models import EventIndexPage, EventPage
from portal.core import indexing
from portal.core.domain.town_names import TownNames
from portal.core.open_data import registry
from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.reasons import CellReason
from portal.core.open_data.registry import NotReady, Outcome, Remark, Written
from portal.core.open_data.rows import EventRow
from portal.core.publishing import APPROVAL, without_asking
from portal.core.slugs import free_slug, readable_slug


def register() -> None:
    """Take the rows of event profiles."""
    registry.register(Kind.EVENT, EventWriter)


class EventWriter:
    """Writes the rows of one file. Runs inside the transaction of the import."""

    def __init__(self, profile: Profile) -> None:
        self._index = EventIndexPage.objects.first() or _new_index()
        self._profile = profile
        self._town_names = TownNames()
        self._slugs = set(self._index.get_children().values_list("slug", flat=True))
        self._added: list[EventPage] = []
        self._changed: list[int] = []

    def write(self, rows: Sequence[EventRow]) -> list[Written]:
        """Add the rows that are new, update those that changed; one answer for each, in order."""
        known = self._known(rows)
        answers = [self._write_one(row, known.get(row.source_id)) for row in rows]
        self._show_added()
        return answers

    def finish(self) -> None:
        """Let the search for residents follow; Wagtail keeps its own as pages are saved."""
        indexing.changed_many(EventPage, self._changed)

    def _known(self, rows: Iterable[EventRow]) -> dict[str, EventPage]:
        ids = [row.source_id for row in rows]
        known = EventPage.objects.filter(source=self._profile.name, source_id__in=ids)
        return {page.source_id: page for page in known}

    def _write_one(self, row: EventRow, page: EventPage | None) -> Written:
        if page is None:
            return Written(Outcome.ADDED, tuple(self._add(row)))
        if page.source_digest == row.digest:
            return Written(Outcome.UNCHANGED)
        if page.has_unpublished_changes or page.locked:
            return Written(Outcome.REJECTED, refusal=CellReason.DRAFT_IN_WORK)
        return Written(Outcome.UPDATED, tuple(self._update(page, row)))

    def _add(self, row: EventRow) -> list[Remark]:
        """Add the page as a draft: a live one would be validated at length, although every field has just been read."""
        page = EventPage(source=self._profile.name, source_id=row.source_id, live=False)
        remarks = _fill(page, row)
        page.slug = free_slug(readable_slug(row.name), self._slugs.__contains__)
        self._slugs.add(page.slug)
        self._index.add_child(instance=page)
        area = self._town_names.area_of(row.address.city, row.address.rest)
        if area is not None:
            EventPage.areas.through.objects.create(eventpage=page, communityarea_id=area)
        self._added.append(page)
        return remarks

    def _show_added(self) -> None:
        """Publish the drafts of one batch and write out their dates."""
        now = timezone.now()
        keys = [page.pk for page in self._added]
        EventPage.objects.filter(pk__in=keys).update(live=True, first_published_at=now, last_published_at=now)
        for page in self._added:
            materialise(event=page, now=now)
        self._changed += keys
        self._added.clear()

    def _update(self, page: EventPage, row: EventRow) -> list[Remark]:
        remarks = _fill(page, row)
        save_imported(page)
        self._changed.append(page.pk)
        return remarks


def save_imported(page: EventPage) -> None:
    """Save what open data changed in ``page``, and with it the revision that the editor opens next, if there is one."""
    page.last_published_at = timezone.now() if page.live else page.last_published_at
    # Imports have a permission and a report of their own: no route approves single rows.
    with without_asking(APPROVAL):
        page.save()
        if page.latest_revision_id:
            revision = page.save_revision(clean=False)
            if page.live:
                revision.publish()
    if page.live:
        materialise(event=page, now=timezone.now())


def _new_index() -> EventIndexPage:
    """The list of events of a town that has none yet, under its front page."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise NotReady("イベントを置くサイトがありません。先に管理画面の「サイト」で作ってください。")
    return site.root_page.add_child(instance=EventIndexPage(title="イベント", slug="events"))


def _fill(page: Any, row: EventRow) -> list[Remark]:
    values, remarks = fitted(page_values(row))
    for name, value in values.items():
        setattr(page, name, value)
    page.draft_title = page.title
    page.dates = [date_of(row)]
    page.source_digest = row.digest
    return remarks
