"""What the front page shows of each feature."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.core.models import CommunityArea


@dataclass(frozen=True)
class FrontPage:
    areas: list[CommunityArea]


def front_page(now: datetime) -> FrontPage:
    return FrontPage(areas=list(CommunityArea.objects.all()))
