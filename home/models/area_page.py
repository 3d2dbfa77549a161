"""Everything in one area."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from events.models import EventPage, Occurrence
from portal.core.models import CommunityArea
from resources.models import Agency, Base, Group

SHOWN: Final = 6


@dataclass(frozen=True)
class InArea:
    occurrences: list[Occurrence]
    agencies: list[Agency]
    bases: list[Base]
    groups: list[Group]


def in_area(area: CommunityArea, now: datetime) -> InArea:
    """The next dates and the listings of ``area``; what is there for the whole town counts too."""
    listings: dict[str, list[Any]] = {
        name: list(model.objects.public().in_area(area.code).nearest_first(area.code).with_cards()[:SHOWN])
        for name, model in (("agencies", Agency), ("bases", Base), ("groups", Group))
    }
    events = EventPage.objects.visible().in_area(area.code)
    return InArea(
        occurrences=list(Occurrence.objects.of_events(events).upcoming(now).cards()[:SHOWN]),
        **listings,
    )
