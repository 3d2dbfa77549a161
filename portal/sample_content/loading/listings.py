"""Agencies, bases, groups, buildings, households."""

from datetime import date, time
from typing import Any, Final

from portal.sample_content.loading.pages import keep_first_revision
from portal.sample_content.loading.words import Words, day, plain
from portal.sample_content.source import Entry, entries, read
from resources.domain.assurance import confirm_listing
from resources.enums import ConfirmedHow
from resources.models import (
    Agency,
    AgencyHours,
    AgencyType,
    Base,
    BaseFunction,
    BaseHours,
    BaseType,
    Group,
    GroupType,
    Site,
    Situation,
)

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holiday")


def load_listings(words: Words, today: date) -> int:
    """Load all listings as published; return how many agencies there are."""
    agency_types, base_types, group_types = _coded(AgencyType), _coded(BaseType), _coded(GroupType)
    functions = _coded(BaseFunction)
    source = read("agencies")
    sites = {entry["name"]: _site(entry, words) for entry in source["sites"]}
    for entry in source["agencies"]:
        site = sites.get(entry.get("site", ""))
        agency = Agency(agency_type=agency_types[entry["agency_type"]], site=site, **plain(Agency, entry))
        _publish(agency, entry, words, today, hours=AgencyHours)
    for entry in entries("bases"):
        base = Base(base_type=base_types[entry["base_type"]], **plain(Base, entry))
        _publish(base, entry, words, today, hours=BaseHours, functions=[functions[code] for code in entry["functions"]])
    for entry in entries("groups"):
        group = Group(group_type=group_types[entry["group_type"]], **plain(Group, entry))
        _publish(group, entry, words, today)
    for entry in entries("situations"):
        situation = Situation.objects.create(**plain(Situation, entry))
        situation.agency_types.set([agency_types[code] for code in entry["agency_types"]])
        situation.concerns.set(words.many(entry)["concerns"])
    return len(source["agencies"])


def _coded(model: type[Any]) -> dict[str, Any]:
    return {row.code: row for row in model.objects.all()}


def _site(entry: Entry, words: Words) -> Site:
    site = Site.objects.create(**plain(Site, entry))
    site.provisions.set(words.many(entry)["provisions"])
    return site


def _publish(
    listing: Any, entry: Entry, words: Words, today: date, *, hours: type[Any] | None = None, **many: Any
) -> None:
    for name, rows in {**words.many(entry), **many}.items():
        if hasattr(listing, name):
            setattr(listing, name, rows)
    if hours is not None:
        listing.hours = [row for span in entry.get("hours", []) for row in _hours(hours, span)]
    listing.full_clean()
    listing.save()
    keep_first_revision(listing)
    if (confirmed := day(today, entry, "last_confirmed")) is not None:
        confirm_listing(listing=listing, confirmed_on=confirmed, today=today, how=ConfirmedHow.PHONE)


def _hours(model: type[Any], span: Entry) -> list[Any]:
    return [
        model(
            weekday=weekday, opens_at=_time(span["opens"]), closes_at=_time(span["closes"]), note=span.get("note", "")
        )
        for weekday in _weekdays(span["days"])
    ]


def _weekdays(words: str) -> list[int]:
    """``mon-fri``, ``tue,thu`` or ``holiday`` as numbers."""
    found: list[int] = []
    for part in words.split(","):
        first, _dash, last = part.strip().partition("-")
        found.extend(range(DAYS.index(first), DAYS.index(last or first) + 1))
    return found


def _time(words: str) -> time:
    return time(0, 0) if words == "24:00" else time.fromisoformat(words)
