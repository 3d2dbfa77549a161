"""How often the entries of the directory are looked at: they belong to no section, so these are numbers of the town."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from home.domain.numbers import LATELY, Bar, bars, first_days_of_months
from portal.core.models import EntryViews
from resources.models import Agency, Base, Group

KINDS: Final[tuple[Any, ...]] = (Agency, Base, Group)


@dataclass(frozen=True)
class EntryNumbers:
    """One public entry; ``lately`` counts the views of 30 days, ``views`` those of twelve months."""

    model: Any
    pk: int
    name: str
    slug: str
    confirmed_on: date | None
    lately: int
    views: int

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def address(self) -> str:
        return str(self.model(slug=self.slug).get_absolute_url())


def entries_read(today: date) -> list[EntryNumbers]:
    """The public entries, the most read first; one question for each kind and one for the views."""
    views = EntryViews.objects.since(first_days_of_months(today)[0]).by_entry(today - LATELY)
    found = (
        EntryNumbers(model, pk, name, slug, confirmed_on, *views.get((model._meta.label_lower, pk), (0, 0)))
        for model in KINDS
        for pk, name, slug, confirmed_on in _public(model)
    )
    return sorted(found, key=lambda one: (-one.lately, -one.views, one.name, one.pk))


def _public(model: Any) -> Iterable[tuple[int, str, str, date | None]]:
    rows: Iterable[Any] = model.objects.public().order_by().values_list("pk", "name", "slug", "last_confirmed_on")
    return rows


def views_by_kind(entries: Iterable[EntryNumbers]) -> list[Bar]:
    """How often the entries of each kind were looked at in 30 days."""
    kept = list(entries)
    return bars((str(model._meta.verbose_name_plural), _sum(kept, model)) for model in KINDS)


def _sum(entries: Iterable[EntryNumbers], model: Any) -> int:
    return sum(one.lately for one in entries if one.model is model)
