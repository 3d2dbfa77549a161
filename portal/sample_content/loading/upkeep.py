"""What an invented town has to look after: links that lead outside, one of them broken."""

from datetime import date, datetime, timedelta
from typing import Final

from portal.core.calendar import at_town
from portal.core.links.answers import BROKEN_AFTER_DAYS, LinkAnswer, LinkState
from portal.core.links.gathering import gather_all
from portal.core.models import OutsideLink
from portal.sample_content.source import read

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
