"""A listing as its card shows it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from resources.models import Agency, Base, Group, Listing
from resources.models.opening_listing import OpeningListing
from resources.rules.opening_words import opening_words


def card(listing: Agency | Base | Group, now: datetime) -> dict[str, Any]:
    """What ``components/agency_card.html`` takes; reads nothing that ``with_cards()`` did not fetch."""
    return {
        "name": listing.name,
        "url": listing.get_absolute_url(),
        "kind": _kind(listing),
        "summary": listing.summary,
        "phone": listing.phone,
        "phone_note": listing.phone_note,
        "address": listing.public_place,
        "area": _area_words(listing),
        **_opening(listing, now),
    }


def _kind(listing: Agency | Base | Group) -> str:
    if isinstance(listing, Agency):
        return listing.agency_type.label
    return listing.base_type.label if isinstance(listing, Base) else listing.group_type.label


def _area_words(listing: Listing) -> str:
    return _("The whole town") if listing.whole_town else "、".join(area.name for area in listing.areas_shown)


def _opening(listing: Listing, now: datetime) -> dict[str, str]:
    if not isinstance(listing, OpeningListing):
        return {"open_state": "", "open_label": ""}
    opening = listing.opening_at(now)
    return {"open_state": opening.state.value, "open_label": opening_words(opening, now)}
