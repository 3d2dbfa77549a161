"""What an invented town has to look after: links that lead outside, one of them broken."""

from datetime import date, datetime, timedelta
from typing import Final

from wagtail.models import Page

from portal.core.calendar import at_town
from portal.core.links.answers import BROKEN_AFTER_DAYS, LinkAnswer, LinkState
from portal.core.links.gathering import gather_all
from portal.core.models import EntryViews, OutsideLink, PageViews
from portal.sample_content.source import read
from resources.models import Agency, Base, Group

NEVER: Final = timedelta(days=3650)


def load_links(today: date) -> None:
    """Gather the links of the town. Their sites are invented, so that nobody is asked for them."""
    gather_all()
    links = read("links")
    OutsideLink.objects.update(is_exception=True, note=links["invented"])
    for broken in links["broken"]:
        checked_at: datetime = at_town(today - timedelta(days=1), 6)
        OutsideLink.objects.filter(url=broken["url"]).update(
            state=LinkState.BROKEN,
            answer=LinkAnswer.GONE,
            status=404,
            failures=BROKEN_AFTER_DAYS,
            failed_days=BROKEN_AFTER_DAYS,
            last_failed_on=today - timedelta(days=1),
            checked_at=checked_at,
            check_after=checked_at + NEVER,
            is_exception=False,
            note=broken["note"],
        )


def load_views(today: date) -> None:
    """A year of views, one row a month for every page; what was made first is read most."""
    pages = Page.objects.live().filter(depth__gt=1).order_by("pk").values_list("pk", flat=True)
    PageViews.objects.bulk_create(
        PageViews(page_id=page, day=today - timedelta(days=1 + 30 * month), views=_views(at, month))
        for at, page in enumerate(pages)
        for month in range(12)
    )


def load_views_of_entries(today: date) -> None:
    """Views of the directory: one row lately and one half a year ago for every public entry."""
    EntryViews.objects.bulk_create(
        EntryViews(
            kind=model._meta.label_lower,
            entry=entry,
            day=today - timedelta(days=1 + 180 * half),
            views=_views(at, half),
        )
        for model in (Agency, Base, Group)
        for at, entry in enumerate(model.objects.public().order_by("pk").values_list("pk", flat=True))
        for half in range(2)
    )


def _views(at: int, month: int) -> int:
    most = 400 // (1 + at // 8) + 3
    return 1 + (97 * at + 31 * month) % most
