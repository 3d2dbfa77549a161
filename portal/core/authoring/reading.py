"""Turns a page or an entry of the directory, saved or straight from a form, into facts."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from portal.core.authoring.facts import Content, Link, Part, Place, TextRole
from portal.core.authoring.streams import document_fact, image_fact, plain, rich_parts, stream_parts
from portal.core.authoring.targets import kind_of, resolved

_OF_A_PAGE: Final = frozenset({"title", "search_description"})
# For machines, or made by them: nobody reads these as words.
_NO_WORDS: Final = frozenset(
    {"title_kana", "kana", "postcode", "office_number", "operator_number", "language", "licence"}
)
_ROLES: Final = {
    "title": TextRole.TITLE,
    "name": TextRole.TITLE,
    "summary": TextRole.SUMMARY,
    "lead_image_alt": TextRole.ALT,
    "phone": TextRole.CONTACT,
    "fax": TextRole.CONTACT,
    "contact_phone": TextRole.CONTACT,
    "contact_fax": TextRole.CONTACT,
    "address": TextRole.ADDRESS,
    "building": TextRole.ADDRESS,
    "floor": TextRole.ADDRESS,
    "venue_address": TextRole.ADDRESS,
    "place": TextRole.ADDRESS,
} | dict.fromkeys(
    (
        "author",
        "co_organisers",
        "contact",
        "contact_name",
        "lecturer",
        "operator",
        "organisation",
        "organiser",
        "publisher",
        "secretariat",
        "supporters",
        "teller",
    ),
    TextRole.PERSON,
)


def content_of(thing: Any) -> Content:
    """What ``thing`` says: a page (unsaved changes included) or any entry with words of its own."""
    return Content(
        kind=thing._meta.label_lower,
        title=str(getattr(thing, "title", "") or thing),
        parts=resolved(_parts(thing)),
        names_nobody=bool(getattr(type(thing), "names_nobody", False)),
    )


def _parts(thing: Any) -> Iterator[Part]:
    model: type[models.Model] = type(thing)
    for field in _fields(model):
        if not isinstance(field, StreamField):
            yield from _of_field(field, thing, Place(field.name))
    for relation, fields in _rows(model):
        for number, row in enumerate(rows_of(thing, relation)):
            for field in fields:
                yield from _of_field(field, row, Place(relation, "", f"{number}.{field.name}"))
    for field in _fields(model):
        if isinstance(field, StreamField):
            yield from stream_parts(field.name, getattr(thing, field.name))


def rows_of(thing: Any, relation: str) -> list[Any]:
    """The inline rows as they stand in memory, always the same objects for one ``thing``."""
    rows: list[Any] = getattr(thing, relation).get_object_list()
    return rows


def _of_field(field: Any, thing: Any, place: Place) -> Iterator[Part]:
    value = getattr(thing, field.name)
    if isinstance(field, models.ForeignKey):
        yield from _of_file(field, value, thing, place)
    elif isinstance(field, RichTextField):
        yield from rich_parts(value or "", place)
    elif isinstance(field, models.URLField):
        if value:
            yield Link(place, "", value, kind_of(value), has_words=False)
    else:
        role = _role(field)
        # A title and a summary are there, even if nothing is written in them yet.
        if value or (not place.part and role in {TextRole.TITLE, TextRole.SUMMARY}):
            yield plain(place, role, value or "")


def _of_file(field: Any, value: Any, thing: Any, place: Place) -> Iterator[Part]:
    if isinstance(value, AbstractImage):
        alt = getattr(thing, f"{field.name}_alt", "")
        # The form says so: a picture at the head without words decorates.
        yield image_fact(value, Place(f"{field.name}_alt"), alt, is_decorative=not alt)
    elif isinstance(value, AbstractDocument):
        yield document_fact(value, place, value.title)


def _role(field: Any) -> TextRole:
    if isinstance(field, models.EmailField):
        return TextRole.CONTACT
    usual = TextRole.PARAGRAPH if isinstance(field, models.TextField) else TextRole.NOTE
    return _ROLES.get(field.name, usual)


@cache
def _fields(model: type[models.Model]) -> tuple[Any, ...]:
    """The fields in which somebody writes, in the order of the model."""
    return tuple(field for field in model._meta.get_fields() if _is_written(field))


@cache
def _rows(model: type[models.Model]) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The inline rows that hold words, with these fields; Wagtail's own, such as comments, are not of the page."""
    found = []
    for relation in get_all_child_relations(model):
        fields = _fields(relation.related_model)
        if fields and not relation.related_model.__module__.startswith("wagtail."):
            found.append((relation.get_accessor_name(), fields))
    return tuple(found)


def _is_written(field: Any) -> bool:
    if not getattr(field, "editable", False) or getattr(field, "choices", None) or field.name in _NO_WORDS:
        return False
    if field.model is Page and field.name not in _OF_A_PAGE:
        return False
    if isinstance(field, models.ForeignKey):
        return isinstance(field.related_model, type) and issubclass(
            field.related_model, AbstractImage | AbstractDocument
        )
    if isinstance(field, models.SlugField):
        return False
    return isinstance(field, models.CharField | models.TextField | StreamField)
