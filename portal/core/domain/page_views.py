"""Writing down how often pages and entries were looked at, and forgetting it after two years."""

import atexit
import logging
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, transaction
from django.db.models import Case, F, Value, When

from portal.core.calendar import today_in_town
from portal.core.counting import Counts, Shown, Tally
from portal.core.due_work import DueWork, register
from portal.core.models import EntryViews, PageViews
from portal.core.patience import BRIEF, waiting_at_most

logger = logging.getLogger("portal.views")
KEPT: Final = timedelta(days=731)
AT_MOST: Final = 200  # views that wait in a process
SECONDS: Final = 30.0


@transaction.atomic
def write_down(counts: Counts) -> None:
    """Add ``counts``: three questions for the pages of each day and for each kind of entry, however many there are."""
    for day in sorted({day for _shown, day in counts}):
        pages: dict[int, int] = {}
        entries: dict[str, dict[int, int]] = defaultdict(dict)
        for (shown, of), views in counts.items():
            if of == day:
                kind, number = shown if isinstance(shown, tuple) else ("", shown)
                (entries[kind] if kind else pages)[number] = views
        if pages:
            _add(PageViews, "page_id", pages, day=day)
        for kind, read in sorted(entries.items()):
            _add(EntryViews, "entry", read, kind=kind, day=day)


def _add(table: Any, field: str, views: dict[int, int], **of: Any) -> None:
    """Rows are made and locked in the order of their numbers, so that two processes never wait for each other."""
    numbers = sorted(views)
    table.objects.bulk_create((table(**of, **{field: number}) for number in numbers), ignore_conflicts=True)
    rows = table.objects.filter(**of, **{f"{field}__in": numbers})
    kept = dict(rows.select_for_update().order_by(field).values_list(field, "pk"))
    more = Case(*(When(pk=pk, then=Value(views[number])) for number, pk in kept.items()), default=Value(0))
    table.objects.filter(pk__in=kept.values()).update(views=F("views") + more)


def forget_old_views(now: datetime) -> int:
    """Take away what is older than two years; returns how many rows went."""
    last = today_in_town(now) - KEPT
    return sum(table.objects.before(last).delete()[0] for table in (PageViews, EntryViews))


def _briefly(counts: Counts) -> None:
    """Somebody waits for a page meanwhile: while an import holds the database, views wait for their next turn."""
    with waiting_at_most(BRIEF):
        write_down(counts)


tally: Final = Tally(_briefly, most=AT_MOST, seconds=SECONDS)


def count_view(page: Shown, now: datetime) -> None:
    """One more look at ``page``, or at an entry. No trouble with counting keeps a page from anybody."""
    try:
        tally.count(page, today_in_town(now))
    except DatabaseError:
        logger.exception("Views of pages could not be written down; they wait.")


def write_what_waits() -> None:
    """What a process does with its last views when it ends."""
    try:
        tally.write_down()
    except Exception:
        logger.exception("The last views of pages could not be written down.")


def connect() -> None:
    atexit.register(write_what_waits)
    register(DueWork("forget old views", forget_old_views))
