"""What of a page or an entry may name a section: its own texts, its rows, its drafts."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db import models
from django.db.models import Q
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from events.models import MeetingOutcomePage
from home.domain.reviews import page_types
from portal.core.domain.in_place import waiting_revisions
from portal.core.models import PortalPage
from resources.models import Agency, Base, Group

OF_A_PAGE: Final = frozenset({"title", "draft_title", "seo_title", "search_description"})
LISTINGS: Final = (Agency, Base, Group)
Content = dict[str, Any]


def text_owners() -> tuple[type[models.Model], ...]:
    """Whose texts follow a new name. Outcomes of meetings are minutes: they keep the names of their day."""
    pages = (model for model in page_types() if not issubclass(model, MeetingOutcomePage))
    return (*pages, *LISTINGS)


@cache
def text_fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields of ``model`` in which somebody writes words."""
    return tuple(field for field in model._meta.get_fields() if _holds_words(field))


def _holds_words(field: Any) -> bool:
    if isinstance(field, StreamField):
        return True
    if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
        return False
    if isinstance(field, models.SlugField | models.URLField | models.EmailField):
        return False
    if field.model is Page:
        return field.name in OF_A_PAGE
    return field.editable


@dataclass(frozen=True)
class Rows:
    """Inline rows that hold words: the name of the relation, the key of the parent, their model, the fields."""

    relation: str
    parent: str
    model: type[models.Model]
    fields: tuple[Any, ...]


@cache
def rows_with_words(model: type[models.Model]) -> tuple[Rows, ...]:
    """The inline rows of ``model``; Wagtail's own, such as comments, are not of the page."""
    found = []
    for relation in get_all_child_relations(model):
        fields = text_fields(relation.related_model)
        if fields and not relation.related_model.__module__.startswith("wagtail."):
            found.append(Rows(relation.get_accessor_name(), relation.field.attname, relation.related_model, fields))
    return tuple(found)


class RowsNaming:
    """The inline rows in which an old name stands; one question for each kind."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._read: dict[type[models.Model], dict[Any, list[Any]]] = {}

    def of(self, thing: Any, rows: Rows) -> list[Any]:
        if rows.model not in self._read:
            self._read[rows.model] = self._all(rows)
        return self._read[rows.model].get(thing.pk, [])

    def _all(self, rows: Rows) -> dict[Any, list[Any]]:
        named = Q(pk__in=())
        for field in rows.fields:
            for name in self._names:
                named |= Q(**{f"{field.name}__contains": name})
        found: dict[Any, list[Any]] = defaultdict(list)
        for row in rows.model._base_manager.filter(named).order_by("pk"):
            found[getattr(row, rows.parent)].append(row)
        return found


def content_of_row(thing: models.Model, fields: tuple[Any, ...]) -> Content:
    """The texts of ``thing`` as they are stored; blocks as lists."""
    return {field.name: stored(field, getattr(thing, field.attname)) for field in fields}


def stored(field: Any, value: Any) -> Any:
    return json.loads(json.dumps(list(value.raw_data))) if isinstance(field, StreamField) else value


def texts_of_revision(model: type[models.Model], content: Content) -> Iterator[tuple[str, Any, bool]]:
    """Each text of a revision: its key in the content, the value as lists and words, whether it is kept as JSON."""
    for field in text_fields(model):
        if (value := content.get(field.name)) is None:
            continue
        in_json = isinstance(field, StreamField) and isinstance(value, str)
        yield field.name, json.loads(value) if in_json else value, in_json
    for kind in rows_with_words(model):
        names = {field.name for field in kind.fields}
        rows = content.get(kind.relation)
        if isinstance(rows, list):
            yield kind.relation, [{name: row[name] for name in row if name in names | {"pk"}} for row in rows], False


def with_rows(content: Content, relation: str, rewritten: list[Content]) -> list[Content]:
    """The rows of a revision with their new texts; what is no text stays."""
    return [{**old, **new} for old, new in zip(content[relation], rewritten, strict=True)]


class Drafts:
    """The drafts of everything that can still come to the site; a few questions for all of them."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[int, str], list[int]] = defaultdict(list)
        rows = waiting_revisions().values_list("base_content_type_id", "object_id", "pk")
        for table, number, pk in rows:
            self._waiting[table, number].append(pk)

    def of(self, things: Iterable[Any]) -> Iterator[tuple[Any, list[Revision]]]:
        """Each of ``things`` with its living drafts."""
        numbers = {thing: self._numbers(thing) for thing in things}
        read = Revision.objects.in_bulk({pk for pks in numbers.values() for pk in pks})
        for thing, pks in numbers.items():
            yield thing, [read[pk] for pk in pks if pk in read]

    def _numbers(self, thing: Any) -> list[int]:
        waiting = self._waiting.get((thing.get_base_content_type().pk, str(thing.pk)), [])
        return sorted({pk for pk in (thing.live_revision_id, thing.latest_revision_id, *waiting) if pk})


def title_of(thing: Any) -> str:
    return str(thing.get_admin_display_title() if isinstance(thing, PortalPage) else thing)
