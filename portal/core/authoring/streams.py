"""The blocks of a StreamField as facts, whatever they are made of."""

from collections.abc import Iterator
from typing import Any, Final

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from portal.core.authoring.facts import (
    DocumentFact,
    Heading,
    Image,
    Link,
    LinkKind,
    Part,
    Place,
    Run,
    Table,
    Text,
    TextRole,
)
from portal.core.authoring.rich_text import RichText, Stretch
from portal.core.authoring.targets import kind_of, link_facts
from portal.core.blocks import BodyBlock, HeadingBlock, PictureBlock, TableBlock
from portal.core.blocks.media import DocumentLinkBlock
from portal.core.blocks.text import LinkBlock

# What a field of a block holds, by its name; all else is a note, and what has several lines a paragraph.
_ROLES: Final = {
    "title": TextRole.CAPTION,
    "caption": TextRole.CAPTION,
    "label": TextRole.CAPTION,
    "address": TextRole.ADDRESS,
    "phone": TextRole.CONTACT,
    "fax": TextRole.CONTACT,
    "email": TextRole.CONTACT,
    "alt_text": TextRole.ALT,
}
_TAG_ROLES: Final = {"li": TextRole.ITEM, "td": TextRole.CELL, "th": TextRole.CELL}


def stream_parts(field: str, stream: Any) -> Iterator[Part]:
    """The parts of a StreamField's value, in order; the value may come unsaved from a form."""
    block = getattr(stream, "stream_block", None)
    # Nobody will see it, so nobody has to mend it.
    left_out = block.untouched(stream) if isinstance(block, BodyBlock) else frozenset()
    for number, child in enumerate(stream or ()):
        if number not in left_out:
            yield from _parts(child.block, child.value, Place(field, child.id or f"@{number}"))


def rich_parts(source: str, place: Place) -> Iterator[Part]:
    """The texts of a rich text; each has its number after "#"."""
    rich = RichText(source)
    for number, stretch in enumerate(rich.stretches):
        here = Place(place.field, place.block, f"{place.part}#{number}")
        if stretch.tag[0] == "h" and stretch.tag[1:].isdecimal():
            yield Heading(here, int(stretch.tag[1:]), stretch.text.strip())
        else:
            yield Text(here, _TAG_ROLES.get(stretch.tag, TextRole.PARAGRAPH), tuple(_runs(stretch, here)))
    for image in rich.embedded:
        alt = image.attributes.get("alt", "")
        yield Image(place, alt, False, "", "", 0, 0)


def plain(place: Place, role: TextRole, words: str) -> Text:
    return Text(place, role, (Run(words),))


def below(place: Place, *steps: object) -> Place:
    """The place some steps further inside."""
    return Place(place.field, place.block, ".".join(filter(None, (place.part, *map(str, steps)))))


def _runs(stretch: Stretch, place: Place) -> Iterator[Run]:
    """Runs with their links; the words of one link that has several looks belong together."""
    at = 0
    words: dict[int, str] = {}
    for node in stretch.nodes:
        if node.anchor is not None:
            words[node.anchor.number] = words.get(node.anchor.number, "") + node.text
    said: set[int] = set()
    for node in stretch.nodes:
        link = None
        if node.anchor is not None and node.anchor.number not in said:
            said.add(node.anchor.number)
            shown = words[node.anchor.number]
            link = Link(place, shown, **link_facts(node.anchor.attributes), start=at, end=at + len(shown))
        yield Run(node.text, node.bold, node.italic, link)
        at += len(node.text)


def _parts(block: Any, value: Any, place: Place) -> Iterator[Part]:
    if value is None:
        return
    for kind, read in _READERS:
        if isinstance(block, kind):
            yield from read(block, value, place)
            return


def _heading(block: Any, value: Any, place: Place) -> Iterator[Part]:
    yield Heading(below(place, "text"), int(value.get("level") or 2), value.get("text") or "")


def _picture(block: Any, value: Any, place: Place) -> Iterator[Part]:
    image, alt = value.get("image"), value.get("alt_text") or ""
    if image is not None:
        yield image_fact(image, below(place, "alt_text"), alt, is_decorative=bool(value.get("decorative")))
    if alt:
        yield plain(below(place, "alt_text"), TextRole.ALT, alt)
    if value.get("caption"):
        yield plain(below(place, "caption"), TextRole.CAPTION, value["caption"])


def image_fact(image: Any, place: Place, alt: str, *, is_decorative: bool) -> Image:
    size = (image.width or 0, image.height or 0)
    people = getattr(image, "people", "")
    return Image(place, alt, is_decorative, image.filename, image.title, *size, people)


def document_fact(document: Any, place: Place, title: str) -> DocumentFact:
    return DocumentFact(place, title, document.kind, document.file_size or 0, document.has_no_text)


def _table(block: Any, value: Any, place: Place) -> Iterator[Part]:
    table = value.get("table")
    if table is not None:
        caption = plain(below(place, "caption"), TextRole.CAPTION, value.get("caption") or "")
        yield _grid(table, below(place, "table"), caption, bool(value.get("row_headings")))


def _typed_table(block: Any, value: Any, place: Place) -> Iterator[Part]:
    yield _grid(value, place, None, False)


def _grid(table: Any, place: Place, caption: Text | None, header_column: bool) -> Table:
    head = tuple(
        plain(below(place, "columns", number), TextRole.CELL, column["heading"] or "")
        for number, column in enumerate(table.columns)
    )
    rows = tuple(
        tuple(
            plain(below(place, "rows", row, number), TextRole.CELL, value if isinstance(value, str) else "")
            for number, value in enumerate(values["values"])
        )
        for row, values in enumerate(table.row_data)
    )
    return Table(place, caption, head, rows, header_column)


def _link(block: Any, value: Any, place: Place) -> Iterator[Part]:
    here, words, page, url = below(place, "text"), value.get("text") or "", value.get("page"), value.get("url") or ""
    if page is not None:
        words = words or page.title
        facts: dict[str, Any] = {"href": f"page:{page.pk}", "kind": LinkKind.INTERNAL, "is_lost": not page.live}
    else:
        facts = {"href": url, "kind": kind_of(url), "is_lost": bool(words) and not url}
    link = Link(here, words, **facts, start=0, end=len(words))
    yield Text(here, TextRole.LINK, (Run(words, link=link),))


def _document_link(block: Any, value: Any, place: Place) -> Iterator[Part]:
    here, words, document = below(place, "title"), value.get("title") or "", value.get("document")
    number = str(document.pk) if document is not None else ""
    link = Link(
        here,
        words,
        f"document:{number}",
        LinkKind.DOCUMENT,
        number,
        names_file=True,
        end=len(words),
        is_lost=bool(words) and not number,
    )
    yield Text(here, TextRole.LINK, (Run(words, link=link),))
    if document is not None:
        yield document_fact(document, below(place, "document"), words)


def _struct(block: Any, value: Any, place: Place) -> Iterator[Part]:
    for name, child in block.child_blocks.items():
        inner = value.get(name)
        if isinstance(child, blocks.CharBlock | blocks.TextBlock) and isinstance(inner, str):
            if inner:
                role = _ROLES.get(name, TextRole.PARAGRAPH if isinstance(child, blocks.TextBlock) else TextRole.NOTE)
                yield plain(below(place, name), role, inner)
        else:
            yield from _parts(child, inner, below(place, name))


def _list(block: Any, value: Any, place: Place) -> Iterator[Part]:
    for number, item in enumerate(value):
        yield from _parts(block.child_block, item, below(place, number))


def _stream(block: Any, value: Any, place: Place) -> Iterator[Part]:
    for number, child in enumerate(value):
        yield from _parts(child.block, child.value, below(place, number))


def _rich(block: Any, value: Any, place: Place) -> Iterator[Part]:
    yield from rich_parts(value.source, place)


def _words(block: Any, value: Any, place: Place) -> Iterator[Part]:
    if value:
        yield plain(place, TextRole.ITEM, str(value))


def _url(block: Any, value: Any, place: Place) -> Iterator[Part]:
    if value:
        yield Link(place, "", value, kind_of(value), has_words=False)


def _image(block: Any, value: Any, place: Place) -> Iterator[Part]:
    yield image_fact(value, place, value.default_alt_text, is_decorative=False)


def _document(block: Any, value: Any, place: Place) -> Iterator[Part]:
    yield document_fact(value, place, value.title)


# The first that fits reads a block; blocks of ours stand before what they are made of.
_READERS: Final[tuple[tuple[Any, Any], ...]] = (
    (HeadingBlock, _heading),
    (PictureBlock, _picture),
    (TableBlock, _table),
    (LinkBlock, _link),
    (DocumentLinkBlock, _document_link),
    (BaseTypedTableBlock, _typed_table),
    (blocks.BaseStructBlock, _struct),
    (blocks.ListBlock, _list),
    (blocks.BaseStreamBlock, _stream),
    (blocks.RichTextBlock, _rich),
    (blocks.URLBlock, _url),
    (blocks.CharBlock, _words),
    (blocks.TextBlock, _words),
    (ImageChooserBlock, _image),
    (DocumentChooserBlock, _document),
)
