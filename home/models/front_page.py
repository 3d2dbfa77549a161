"""What the front page shows of each feature."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from events.models import MeetingOutcomePage, Occurrence
from home.models.stories import StoryPage
from portal.core.calendar import today_in_town
from portal.core.models import CommunityArea
from resources.models import LearningMaterialPage

EVENTS_SHOWN: Final = 6
NEWEST_SHOWN: Final = 3
# What a card says of any page.
LISTED: Final = ("title", "slug", "url_path", "summary")


@dataclass(frozen=True)
class FrontPage:
    """Lists are short; each leads to the whole."""

    occurrences: list[Occurrence]
    materials: list[LearningMaterialPage]
    outcomes: list[MeetingOutcomePage]
    stories: list[StoryPage]
    areas: list[CommunityArea]


def front_page(now: datetime) -> FrontPage:
    """The events of the seven days from ``now``, and what was published last."""
    today = today_in_town(now)
    week = Occurrence.objects.visible().upcoming(now).between(today, today + timedelta(days=6))
    return FrontPage(
        occurrences=list(week.cards()[:EVENTS_SHOWN]),
        materials=list(LearningMaterialPage.objects.visible().newest().only(*LISTED, "material_type")[:NEWEST_SHOWN]),
        outcomes=list(MeetingOutcomePage.objects.visible().newest().only(*LISTED, "held_on")[:NEWEST_SHOWN]),
        stories=list(StoryPage.objects.readable().newest_first().cards()[:NEWEST_SHOWN]),
        areas=list(CommunityArea.objects.all()),
    )
