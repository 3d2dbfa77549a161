"""The digest of a page's public text, so that a check holds for that text and no other."""

import json
from functools import cache
from hashlib import sha256
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page, Revision

from portal.core.blocks import BodyBlock

_READ: Final = frozenset({"title", "slug", "seo_title", "search_description"})
_KEYS: Final = frozenset({"pk", "id", "page_ptr", "page", "sort_order", "section", "review_on"})


def fingerprint(page: Page) -> str:
    """The digest of everything on ``page`` that residents can read, in 64 hexadecimal digits."""
    text = json.dumps(_public(written_data(page)), cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def written_data(text: Any) -> dict[str, Any]:
    """What Wagtail keeps of a page or listing, without headings that nobody filled: publishing takes them away."""
    data: dict[str, Any] = text.serializable_data()
    for field in text._meta.concrete_fields:
        block = getattr(field, "stream_block", None)
        value = getattr(text, field.name) if isinstance(block, BodyBlock) else None
        if isinstance(block, BodyBlock) and block.untouched(value):
            data[field.name] = json.dumps(block.get_prep_value(block.written(value)), cls=DjangoJSONEncoder)
    return data


def fingerprint_of_revision(revision: Revision, text: Page | None = None) -> str:
    """``fingerprint`` of the text that ``revision`` holds; read once, since one publication asks several times.

    ``text`` is that text where it has been read already.
    """
    kept: tuple[Any, str] | None = getattr(revision, "_fingerprint", None)
    if kept is None or kept[0] is not revision.content:
        kept = (revision.content, fingerprint(text or revision.as_object()))
        revision._fingerprint = kept
    return kept[1]


def is_read(name: str) -> bool:
    """Whether residents read the field of this name."""
    return name not in _bookkeeping()


@cache
def _bookkeeping() -> frozenset[str]:
    """What Wagtail keeps about a page beside what residents read."""
    return frozenset(field.name for field in Page._meta.get_fields()) - _READ | _KEYS


def _public(data: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in data.items() if is_read(name)}


def _plain(value: Any) -> Any:
    """The value without keys that a save gives anew: of rows and of blocks."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        return without_block_ids(value)
    if isinstance(value, list):
        rows = [_public(row) if isinstance(row, dict) else row for row in value]
        return sorted(rows, key=lambda row: json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True))
    return value


def without_block_ids(text: str) -> Any:
    """What a field of JSON says, without the keys that each save of its blocks gives anew; other text as it is."""
    try:
        return _without_ids(json.loads(text))
    except ValueError:
        return text


def _without_ids(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_ids(item) for name, item in value.items() if name != "id"}
    return value
