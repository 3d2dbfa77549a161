"""Emergency notices as feeds read them: first in each feed while they show, gone when they are."""

from dataclasses import dataclass
from datetime import datetime

from portal.core.models import EmergencyNotice


@dataclass(frozen=True)
class Urgent:
    """One notice with the attributes that feeds ask of a page; each time it is switched on it has another ``guid``."""

    guid: str
    title: str
    summary: str
    full_url: str
    first_published_at: datetime | None
    last_published_at: datetime | None


def urgent(now: datetime) -> list[Urgent]:
    """What shows at ``now``, the gravest first; drills are no news."""
    return [_entry(notice) for notice in EmergencyNotice.objects.announced(now).prefetch_related("areas")]


def _entry(notice: EmergencyNotice) -> Urgent:
    areas = "、".join(str(area) for area in notice.areas.all())
    summary = "\n".join(filter(None, (f"対象：{areas}" if areas else "", notice.text)))
    return Urgent(notice.known_as, notice.headline, summary, notice.url or "/", notice.switched_at, notice.switched_at)
