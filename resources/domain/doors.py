"""What the directory tells of its kinds of agency to those who lead residents to the right door."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, cast

from portal.core.doors import Door, Entry, OpenNow, doors
from portal.core.indexing import key_of
from resources.models import Agency, AgencyType
from resources.rules.opening import State
from resources.rules.opening_words import hours_line, opening_words

SHIPPED: Final = Path(__file__).resolve().parents[1] / "vocabularies" / "agency_types.toml"


def register() -> None:
    """Answer for the portal; called once when the app is ready."""
    doors.provide(DirectoryDoors())


class DirectoryDoors:
    """The kinds of agency in use, and the public agencies of each, as the directory shows them."""

    def kinds(self) -> Sequence[Door]:
        kinds = cast("Iterable[AgencyType]", AgencyType.objects.in_use())
        return [_door(kind) for kind in kinds]

    def shipped(self) -> Sequence[Door]:
        return [_shipped(entry) for entry in tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["entries"]]

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        if not codes:
            return {}
        rows = list(Agency.objects.public().best_of_each_type(codes, area=area).with_doors())
        areas: dict[int, list[str]] = defaultdict(list)
        for row in rows:
            if row.area_code:
                areas[row.pk].append(row.area_code)
        best = {row.pk: row for row in rows}.values()
        return {agency.agency_type.code: _entry(agency, areas[agency.pk], now) for agency in best}

    def open_now(self, keys: Collection[str], *, now: datetime) -> Mapping[str, OpenNow]:
        own = [key.partition(":")[2] for key in keys if key.startswith(key_of(Agency, ""))]
        if not own:
            return {}
        openings = {
            key_of(Agency, agency.pk): agency.opening_at(now)
            for agency in Agency.objects.public().filter(pk__in=own).prefetch_related("hours")
        }
        return {
            key: OpenNow(opening_words(opening, now), opening.state is State.OPEN) for key, opening in openings.items()
        }


def _door(kind: AgencyType) -> Door:
    return Door(
        code=kind.code,
        label=kind.label,
        reason=kind.reason,
        description=kind.description,
        when_to_come=_lines(kind.when_to_come),
        aliases=_lines(kind.aliases),
        categories=_lines(kind.categories),
    )


def _shipped(entry: dict[str, Any]) -> Door:
    return Door(
        code=entry["code"],
        label=entry["label"],
        reason=entry.get("reason", ""),
        description=entry["description"],
        when_to_come=tuple(entry.get("when_to_come", ())),
        aliases=tuple(entry.get("aliases", ())),
        categories=tuple(entry.get("categories", ())),
    )


def _entry(agency: Agency, areas: Collection[str], now: datetime) -> Entry:
    opening = agency.opening_at(now)
    return Entry(
        code=agency.agency_type.code,
        name=agency.name,
        url=agency.get_absolute_url(),
        phone=agency.phone,
        opening=opening_words(opening, now),
        is_open=opening.state is State.OPEN,
        address=agency.public_place,
        areas=() if agency.whole_town else tuple(sorted(areas)),
        fax=agency.fax,
        hours=hours_line(agency.hours.all()),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
