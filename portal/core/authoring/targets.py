"""Where the links of rich text lead: pages and documents are looked up once for all of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from wagtail.documents import get_document_model
from wagtail.models import Page

from portal.core.authoring.facts import Link, LinkKind, Part, Run, Table, Text

_SCHEMES: Final = (
    ("mailto:", LinkKind.MAIL),
    ("tel:", LinkKind.PHONE),
    ("#", LinkKind.ANCHOR),
    ("/", LinkKind.INTERNAL),
)
# Type, size in bytes, whether it holds only pictures of paper.
_File = tuple[str, int, bool]
_BY_NUMBER: Final = {"page": LinkKind.INTERNAL, "document": LinkKind.DOCUMENT}


def link_facts(attributes: dict[str, str]) -> dict[str, Any]:
    """What the attributes of an ``<a>`` of Wagtail's rich text say: href, kind, number of the target."""
    kind = _BY_NUMBER.get(attributes.get("linktype", ""))
    if kind is not None:
        number = attributes.get("id", "")
        return {"href": f"{attributes['linktype']}:{number}", "kind": kind, "target_id": number}
    href = attributes.get("href", "")
    return {"href": href, "kind": kind_of(href)}


def kind_of(href: str) -> LinkKind:
    lowered = href.strip().lower()
    return next((kind for start, kind in _SCHEMES if lowered.startswith(start)), LinkKind.EXTERNAL)


def resolved(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts with what is known of the targets of their links; two questions at most, none without links."""
    kept = tuple(parts)
    links = [run.link for part in kept if isinstance(part, Text) for run in part.runs if run.link is not None]
    asked = [link for link in links if link.target_id and not link.names_file]
    if not asked:
        return kept
    pages = _pages({link.target_id for link in asked if link.kind == LinkKind.INTERNAL})
    documents = _documents({link.target_id for link in asked if link.kind == LinkKind.DOCUMENT})
    return tuple(_with_targets(part, pages, documents) for part in kept)


def _pages(numbers: set[str]) -> set[str]:
    wanted = [int(number) for number in numbers if number.isdecimal()]
    found = Page.objects.live().filter(pk__in=wanted).values_list("pk", flat=True) if wanted else ()
    return {str(number) for number in found}


def _documents(numbers: set[str]) -> dict[str, _File]:
    wanted = [int(number) for number in numbers if number.isdecimal()]
    found = get_document_model().objects.filter(pk__in=wanted) if wanted else ()
    return {str(one.pk): (one.kind, one.file_size or 0, one.has_no_text) for one in found}


def _with_targets(part: Part, pages: set[str], documents: dict[str, _File]) -> Part:
    if not isinstance(part, Text) or isinstance(part, Table) or not any(run.link for run in part.runs):
        return part
    runs = tuple(
        Run(run.text, run.bold, run.italic, _with_target(run.link, pages, documents)) if run.link else run
        for run in part.runs
    )
    return replace(part, runs=runs)


def _with_target(link: Link, pages: set[str], documents: dict[str, _File]) -> Link:
    if not link.target_id or link.names_file:
        return link
    if link.kind == LinkKind.INTERNAL:
        return replace(link, is_lost=link.target_id not in pages)
    kind, size, has_no_text = documents.get(link.target_id, ("", 0, False))
    is_lost = link.target_id not in documents
    return replace(link, file_type=kind, file_size=size, has_no_text=has_no_text, is_lost=is_lost)
