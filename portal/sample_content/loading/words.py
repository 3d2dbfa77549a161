"""Turns codes into rows, fields into values, blocks into StreamField values."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from wagtail.models import Page

from portal.core.models import (
    AccessProvision,
    Audience,
    CommunityArea,
    Concern,
    PeopleShown,
    PortalImage,
    Section,
    Sector,
    Topic,
)
from portal.sample_content.source import Entry

DRAWINGS: Final = settings.BASE_DIR / "portal" / "static" / "portal" / "img" / "town"
DRAWING_SIZE: Final = (1200, 800)


class Words:
    """Looks codes up once; an unknown code is an error in the data, said with its code."""

    def __init__(self) -> None:
        self.areas = _by_code(CommunityArea)
        self.topics = _by_code(Topic)
        self.sectors = _by_code(Sector)
        self.concerns = _by_code(Concern)
        self.audiences = _by_code(Audience)
        self.provisions = _by_code(AccessProvision)
        self.sections = _by_code(Section)
        self._drawings: dict[str, PortalImage] = {}

    def many(self, entry: Entry) -> dict[str, list[Any]]:
        """The many-to-many values of an entry, by field name."""
        tables: dict[str, dict[str, Any]] = {
            "areas": self.areas,
            "topics": self.topics,
            "sectors": self.sectors,
            "concerns": self.concerns,
            "audiences": self.audiences,
            "provisions": self.provisions,
        }
        return {name: [table[code] for code in entry[name]] for name, table in tables.items() if name in entry}

    def drawing(self, name: str) -> PortalImage | None:
        """The illustration ``<name>.svg`` as an image of the library."""
        path = DRAWINGS / f"{name}.svg"
        if not name or not path.exists():
            return None
        if name not in self._drawings:
            image = PortalImage(title=name, credit="澄野町（イラスト）", people=PeopleShown.NOBODY)
            image.file.save(f"{name}.svg", ContentFile(path.read_bytes()), save=False)
            image.width, image.height = DRAWING_SIZE
            image.save()
            self._drawings[name] = image
        return self._drawings[name]


def _by_code(model: type[Any]) -> dict[str, Any]:
    return {row.code: row for row in model.objects.all()}


@cache
def _plain_fields(model: type[models.Model]) -> frozenset[str]:
    return frozenset(
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and not field.is_relation and field.name != "body"
    )


def plain(model: type[models.Model], entry: Entry) -> dict[str, Any]:
    """The values of an entry that are fields of ``model`` as they stand; lists become lines."""
    return {
        name: "\n".join(value) if isinstance(value, list) else value
        for name, value in entry.items()
        if name in _plain_fields(model)
    }


def day(today: date, entry: Entry, name: str) -> date | None:
    """``<name>_days_ago`` of an entry as a date."""
    ago = entry.get(f"{name}_days_ago")
    return None if ago is None else today - timedelta(days=ago)


def stream(blocks: list[Entry] | None, *, pages: Mapping[str, Page] | None = None) -> list[dict[str, Any]]:
    """Blocks as a StreamField takes them; links name their page by its slug among ``pages``."""
    return [{"type": block["type"], "value": _value(block, pages or {})} for block in blocks or []]


def _value(block: Entry, pages: Mapping[str, Page]) -> Any:
    kind = block["type"]
    if kind == "paragraph":
        return block["html"]
    if kind == "heading":
        return {"text": block["text"], "level": str(block.get("level", 2))}
    if kind == "list":
        return {"ordered": block.get("ordered", False), "items": [_item(item) for item in block["items"]]}
    if kind == "steps":
        return {"items": [_item(_step(item)) for item in block["items"]]}
    if kind == "table":
        return _table(block)
    if kind == "notice":
        return {"level": block.get("level", "info"), "title": block["title"], "text": _paragraph(block.get("text", ""))}
    if kind == "related_links":
        return {"title": block.get("title", ""), "items": [_item(_link(link, pages)) for link in block["items"]]}
    return {name: value for name, value in block.items() if name != "type"}


def _item(value: Any) -> dict[str, Any]:
    # Wagtail takes an item for one only when it has an id.
    return {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_OID, str(value)))}


def _step(item: Any) -> dict[str, str]:
    return (
        {"title": item, "text": ""} if isinstance(item, str) else {"title": item["title"], "text": item.get("text", "")}
    )


def _link(link: Entry, pages: Mapping[str, Page]) -> dict[str, Any]:
    page = pages.get(link.get("page", ""))
    return {"text": link["text"], "page": page and page.pk, "url": link.get("url", "")}


def _paragraph(text: str) -> str:
    return text if text.startswith("<") or not text else f"<p>{text}</p>"


def _table(block: Entry) -> dict[str, Any]:
    return {
        "caption": block["caption"],
        "row_headings": block.get("row_headings", True),
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in block["header"]],
            "rows": [{"values": [str(cell) for cell in row]} for row in block["rows"]],
            "caption": "",
        },
    }
