"""Writing down how often pages were looked at, and forgetting it after two years."""

import atexit
import logging
from datetime import date, datetime, timedelta
from typing import Final

from django.db import DatabaseError, transaction
from django.db.models import Case, F, Value, When

from portal.core.calendar import today_in_town
from portal.core.counting import Counts, Tally
from portal.core.due_work import DueWork, register
from portal.core.models import PageViews
from portal.core.patience import BRIEF, waiting_at_most

logger = logging.getLogger("portal.views")
KEPT: Final = timedelta(days=731)
AT_MOST: Final = 200  # views that wait in a process
SECONDS: Final = 30.0


@transaction.atomic
def write_down(counts: Counts) -> None:
    """Add ``counts``, by page and day: three questions for each day, however many pages."""
    for day in sorted({day for _page, day in counts}):
        _add(day, {page: views for (page, of), views in sorted(counts.items()) if of == day})


def _add(day: date, views: dict[int, int]) -> None:
    """Rows are made and locked in the order of their pages, so that two processes never wait for each other."""
    PageViews.objects.bulk_create((PageViews(page_id=page, day=day) for page in views), ignore_conflicts=True)
    rows = PageViews.objects.on_pages(views, day)
    kept = dict(rows.select_for_update().order_by("page").values_list("page", "pk"))
    more = Case(*(When(pk=pk, then=Value(views[page])) for page, pk in kept.items()), default=Value(0))
    PageViews.objects.filter(pk__in=kept.values()).update(views=F("views") + more)


def forget_old_views(now: datetime) -> int:
    """Take away what is older than two years; returns how many rows went."""
    return PageViews.objects.before(today_in_town(now) - KEPT).delete()[0]


def _briefly(counts: Counts) -> None:
    """Somebody waits for a page meanwhile: while an import holds the database, views wait for their next turn."""
    with waiting_at_most(BRIEF):
        write_down(counts)


tally: Final = Tally(_briefly, most=AT_MOST, seconds=SECONDS)


def count_view(page: int, now: datetime) -> None:
    """One more look at ``page``. No trouble with counting keeps a page from anybody."""
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
