"""Agencies and bases from open data, a batch at a time with few queries.

An import owns the columns of ``imported``; what staff alone know (stewards, concerns, areas, the never-list mark)
it leaves as it is, and it confirms nothing: published data is no word from the agency itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from wagtail.search.backends import get_search_backends

from portal.core import indexing
from portal.core.domain.town_names import TownNames
from portal.core.domain.vocabularies import load_shipped_vocabularies
from portal.core.kana import reading
from portal.core.models import Vocabulary
from portal.core.open_data import registry
from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.reasons import CellReason
from portal.core.open_data.registry import Outcome, Remark, Written
from portal.core.open_data.rows import FacilityRow
from portal.core.slugs import readable_slug
from resources.domain.imported import agency_values, base_values, fitted
from resources.models import Agency, AgencyHours, AgencyType, Base, BaseHours, BaseType

OTHER: Final = "other"
"""Code of the type that holds whatever has none of its own."""


@dataclass(frozen=True)
class Target:
    """The tables that the rows of one kind fill."""

    model: type[Agency] | type[Base]
    hours: type[Any]
    types: type[Vocabulary]
    type_field: str
    parent_field: str
    values: Callable[[FacilityRow], dict[str, Any]]


AGENCIES = Target(Agency, AgencyHours, AgencyType, "agency_type", "agency", agency_values)
BASES = Target(Base, BaseHours, BaseType, "base_type", "base", base_values)


def register() -> None:
    """Take the rows of agency and facility profiles."""
    registry.register(Kind.AGENCY, lambda profile: ListingWriter(profile, AGENCIES))
    registry.register(Kind.FACILITY, lambda profile: ListingWriter(profile, BASES))


class ListingWriter:
    """Writes the rows of one file. Runs inside the transaction of the import."""

    def __init__(self, profile: Profile, target: Target) -> None:
        self._profile = profile
        self._target = target
        self._types = _types(target)
        self._town_names = TownNames()
        self._slugs = _Slugs(target.model._default_manager.values_list("slug", flat=True).iterator())
        self._changed: list[int] = []

    def write(self, rows: Sequence[FacilityRow]) -> list[Written]:
        """Add the rows that are new, update those that changed; one answer for each, in order."""
        known = self._known(rows)
        added: list[tuple[Any, FacilityRow]] = []
        updated: list[tuple[Any, FacilityRow]] = []
        answers = []
        for row in rows:
            listing = known.get(row.source_id)
            if listing is None:
                listing, remarks = self._new(row)
                added.append((listing, row))
                answers.append(Written(Outcome.ADDED, tuple(remarks)))
            elif listing.source_digest == row.digest:
                answers.append(Written(Outcome.UNCHANGED))
            elif listing.has_unpublished_changes or listing.locked:
                answers.append(Written(Outcome.REJECTED, refusal=CellReason.DRAFT_IN_WORK))
            else:
                answers.append(Written(Outcome.UPDATED, tuple(self._change(listing, row))))
                updated.append((listing, row))
        self._save_added(added)
        self._save_updated(updated)
        return answers

    def finish(self) -> None:
        """Let both searches follow: the one for residents and the one in which staff choose."""
        indexing.changed_many(self._target.model, self._changed)
        for start in range(0, len(self._changed), indexing.BATCH):
            batch = self._changed[start : start + indexing.BATCH]
            listings = list(self._target.model._default_manager.filter(pk__in=batch))
            for backend in get_search_backends(with_auto_update=True):
                backend.add_bulk(self._target.model, listings)

    def _known(self, rows: Iterable[FacilityRow]) -> dict[str, Any]:
        ids = [row.source_id for row in rows]
        known = self._target.model._default_manager.filter(source=self._profile.name, source_id__in=ids)
        return {listing.source_id: listing for listing in known.select_for_update()}

    def _new(self, row: FacilityRow) -> tuple[Any, list[Remark]]:
        listing = self._target.model(source=self._profile.name, source_id=row.source_id, live=True)
        remarks = self._change(listing, row)
        listing.slug = self._slugs.take(readable_slug(listing.kana or listing.name))
        listing.first_published_at = listing.last_published_at = timezone.now()
        return listing, remarks

    def _change(self, listing: Any, row: FacilityRow) -> list[Remark]:
        kana = row.kana or reading(row.name)
        values, remarks = fitted(self._target.model, {**self._target.values(row), "kana": kana})
        for name, value in values.items():
            setattr(listing, name, value)
        setattr(listing, f"{self._target.type_field}_id", self._type_of(row))
        listing.source_digest = row.digest
        listing.updated_at = timezone.now()
        return remarks

    def _type_of(self, row: FacilityRow) -> int:
        """The type that the profile names, or the one for everything else."""
        return self._types.get(row.type_code) or self._types[OTHER]

    def _save_added(self, added: Sequence[tuple[Any, FacilityRow]]) -> None:
        model = self._target.model
        model._default_manager.bulk_create([listing for listing, _ in added])
        links = ((listing, self._town_names.area_of(row.address.city, row.address.rest)) for listing, row in added)
        through = model.areas.through
        key = f"{model._meta.model_name}_id"
        through._default_manager.bulk_create(
            [through(**{key: listing.pk, "communityarea_id": area}) for listing, area in links if area]
        )
        self._save_hours(added)
        self._changed += [listing.pk for listing, _ in added]

    def _save_updated(self, updated: Sequence[tuple[Any, FacilityRow]]) -> None:
        if not updated:
            return
        listings = [listing for listing, _ in updated]
        columns = [*self._target.values(updated[0][1]), self._target.type_field, "kana", "source_digest", "updated_at"]
        self._target.model._default_manager.bulk_create(
            listings, update_conflicts=True, update_fields=columns, unique_fields=["id"]
        )
        self._target.hours.objects.filter(**{f"{self._target.parent_field}__in": listings}).delete()
        self._save_hours(updated)
        self._changed += [listing.pk for listing in listings]
        for listing in listings:
            if listing.latest_revision_id:
                renew_revision(self._target.model._default_manager.get(pk=listing.pk))

    def _save_hours(self, saved: Sequence[tuple[Any, FacilityRow]]) -> None:
        self._target.hours.objects.bulk_create(
            self._target.hours(
                **{self._target.parent_field: listing},
                weekday=hours.weekday,
                opens_at=hours.opens_at,
                closes_at=hours.closes_at,
            )
            for listing, row in saved
            for hours in row.hours
        )


def _types(target: Target) -> dict[str, int]:
    """Keys of the types by code; a town that has just been set up gets the shipped ones first."""
    if not target.types.objects.filter(code=OTHER).exists():
        load_shipped_vocabularies()
    return {entry.code: entry.pk for entry in target.types.objects.all()}


def renew_revision(listing: Any) -> None:
    """The editor opens the latest revision: without a new one the next save would bring the old words back."""
    revision = listing.save_revision()
    listing.latest_revision = revision
    listing.live_revision = revision if listing.live else None
    listing.has_unpublished_changes = False
    listing.save(update_fields=["latest_revision", "live_revision", "has_unpublished_changes"])


class _Slugs:
    """Addresses of pages that are taken, without a query for each row."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """``wanted``, or with the first number that nobody has yet."""
        slug = wanted
        while slug in self._taken:
            number = self._next.get(wanted, 2)
            self._next[wanted] = number + 1
            slug = f"{wanted}-{number}"
        self._taken.add(slug)
        return slug
