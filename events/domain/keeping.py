"""What events said before open data came, and putting it back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from events.domain.imported import page_values
from events.domain.importing import save_imported
from events.models import EventDate, EventPage
from portal.core import indexing
from portal.core.open_data import keeping
from portal.core.open_data.keeping import Snapshot, as_json, in_words, is_referred_to
from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.rows import EventRow

PARTS_OF_A_DATE: Final = ("date", "end_date", "start", "end", "all_day", "note")
COLUMNS: Final = tuple(name for name in page_values(EventRow(source_id="", name="")) if name != "body")


def register() -> None:
    """Look after what event profiles write."""
    keeping.register(Kind.EVENT, EventKeeper)


class EventKeeper:
    """Takes snapshots of the events that one profile writes, and puts them back."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._changed: list[int] = []

    def by_source(self, source_ids: Sequence[str]) -> dict[str, Snapshot]:
        pages = _with_dates(EventPage.objects.filter(source=self._profile.name, source_id__in=source_ids))
        return {page.source_id: _snapshot(page) for page in pages}

    def by_key(self, pks: Sequence[int]) -> dict[int, Snapshot]:
        return {page.pk: _snapshot(page) for page in _with_dates(EventPage.objects.filter(pk__in=pks))}

    def put_back(self, pk: int, values: Mapping[str, Any]) -> None:
        page: Any = EventPage.objects.get(pk=pk)
        for name in (*COLUMNS, "source_digest"):
            setattr(page, name, page._meta.get_field(name).to_python(values[name]))
        page.draft_title = page.title
        page.body = page._meta.get_field("body").to_python(json.dumps(values["body"]))
        page.dates = [_date(entry) for entry in values["dates"]]
        save_imported(page)
        self._changed.append(pk)

    def remove(self, pk: int) -> None:
        EventPage.objects.get(pk=pk).delete()

    def is_used(self, pk: int) -> bool:
        page: Any = EventPage.objects.get(pk=pk)
        return page.opportunities.exists() or is_referred_to(page)

    def finish(self) -> None:
        indexing.changed_many(EventPage, self._changed)


def _with_dates(pages: Iterable[EventPage]) -> list[EventPage]:
    return list(pages.prefetch_related("dates", "occurrences"))  # type: ignore[attr-defined]


def _date(entry: Mapping[str, Any]) -> EventDate:
    fields: Any = EventDate._meta
    return EventDate(**{name: fields.get_field(name).to_python(entry[name]) for name in PARTS_OF_A_DATE})


def _snapshot(page: Any) -> Snapshot:
    dates = [{name: getattr(one, name) for name in PARTS_OF_A_DATE} for one in page.dates.all()]
    body = list(page.body.get_prep_value())
    values = {name: getattr(page, name) for name in (*COLUMNS, "source_digest")} | {"dates": dates, "body": body}
    shown = dict(in_words(page, name) for name in COLUMNS)
    shown[_("dates")] = "、".join(_date_words(one) for one in page.dates.all())
    shown[_("text")] = "\n".join(strip_tags(str(block["value"])) for block in body)
    moved = sum(one.edited_by_hand for one in page.occurrences.all())
    mark = {
        "revision": page.latest_revision_id,
        "draft": page.has_unpublished_changes,
        "live": page.live,
        "moved": moved,
    }
    return Snapshot(page.pk, page.title, as_json(values), shown, mark)


def _date_words(one: Any) -> str:
    last = f"～{one.end_date}" if one.end_date else ""
    hours = _("all day") if one.all_day else f"{one.start:%H:%M}" + (f"～{one.end:%H:%M}" if one.end else "")
    return " ".join(filter(None, (f"{one.date}{last}", hours, one.note)))
