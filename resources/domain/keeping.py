"""What agencies and bases said before open data came, and putting it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.search.backends import get_search_backends

from portal.core import indexing
from portal.core.open_data import keeping
from portal.core.open_data.keeping import Snapshot, as_json, in_words, is_referred_to
from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.rows import FacilityRow
from resources.domain.importing import AGENCIES, BASES, Target, renew_revision

WEEKDAYS = "月火水木金土日祝"
# What an import writes beside its columns but nobody reads.
UNSAID = ("source_digest", "consent_to_publish")


def register() -> None:
    """Look after what agency and facility profiles write."""
    keeping.register(Kind.AGENCY, lambda profile: ListingKeeper(profile, AGENCIES))
    keeping.register(Kind.FACILITY, lambda profile: ListingKeeper(profile, BASES))


class ListingKeeper:
    """Takes snapshots of the listings that one profile writes, and puts them back."""

    def __init__(self, profile: Profile, target: Target) -> None:
        self._profile = profile
        self._target = target
        self._types = {entry.pk: str(entry) for entry in target.types.objects.all()}
        columns = target.values(FacilityRow(source_id="", name=""))
        self._columns = ["name", "kana", *(name for name in columns if name not in ("name", "kana")), "source_digest"]
        self._changed: list[int] = []
        self._removed: list[int] = []

    def by_source(self, source_ids: Sequence[str]) -> dict[str, Snapshot]:
        listings = list(self._all().filter(source=self._profile.name, source_id__in=source_ids))
        taken = self._snapshots(listings)
        return {listing.source_id: taken[listing.pk] for listing in listings}

    def by_key(self, pks: Sequence[int]) -> dict[int, Snapshot]:
        return self._snapshots(list(self._all().filter(pk__in=pks)))

    def put_back(self, pk: int, values: Mapping[str, Any]) -> None:
        listing = self._all().select_for_update().get(pk=pk)
        for name in self._columns:
            setattr(listing, name, listing._meta.get_field(name).to_python(values[name]))
        setattr(listing, f"{self._target.type_field}_id", values["type"])
        listing.updated_at = timezone.now()
        listing.save()
        self._target.hours.objects.filter(**{self._target.parent_field: listing}).delete()
        self._target.hours.objects.bulk_create(
            self._target.hours(
                **{self._target.parent_field: listing},
                weekday=weekday,
                opens_at=time.fromisoformat(opens_at),
                closes_at=time.fromisoformat(closes_at),
            )
            for weekday, opens_at, closes_at in values["hours"]
        )
        if listing.latest_revision_id:
            renew_revision(self._all().get(pk=pk))
        self._changed.append(pk)

    def remove(self, pk: int) -> None:
        self._all().get(pk=pk).delete()
        self._removed.append(pk)

    def is_used(self, pk: int) -> bool:
        return is_referred_to(self._all().get(pk=pk))

    def finish(self) -> None:
        indexing.changed_many(self._target.model, self._changed)
        listings = list(self._all().filter(pk__in=self._changed))
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(self._target.model, listings)
        for pk in self._removed:
            indexing.removed(self._target.model, pk)

    def _all(self) -> Any:
        return self._target.model._default_manager

    def _snapshots(self, listings: Iterable[Any]) -> dict[int, Snapshot]:
        kept = list(listings)
        hours: dict[int, list[list[Any]]] = defaultdict(list)
        rows = self._target.hours.objects.filter(**{f"{self._target.parent_field}__in": kept})
        parent = f"{self._target.parent_field}_id"
        for row in rows.order_by("weekday", "opens_at", "closes_at"):
            hours[getattr(row, parent)].append([row.weekday, row.opens_at, row.closes_at])
        return {listing.pk: self._snapshot(listing, hours[listing.pk]) for listing in kept}

    def _snapshot(self, listing: Any, hours: list[list[Any]]) -> Snapshot:
        kind = getattr(listing, f"{self._target.type_field}_id")
        values = {name: getattr(listing, name) for name in self._columns} | {"type": kind, "hours": hours}
        shown = dict(in_words(listing, name) for name in self._columns if name not in UNSAID)
        shown[_("kind of place")] = self._types.get(kind, "")
        shown[_("opening hours")] = "、".join(
            f"{WEEKDAYS[weekday]} {opens_at:%H:%M}～{closes_at:%H:%M}" for weekday, opens_at, closes_at in hours
        )
        mark = {
            "revision": listing.latest_revision_id,
            "draft": listing.has_unpublished_changes,
            "confirmed": listing.last_confirmed_on,
            "live": listing.live,
        }
        return Snapshot(listing.pk, listing.name, as_json(values), shown, mark)
