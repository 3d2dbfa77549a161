"""What a page says, as plain facts in reading order: the rules know nothing else. No Django, no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final


class TextRole(StrEnum):
    """What a text is on the page."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    ALT = "alt"
    NOTE = "note"
    LINK = "link"
    # Fields that exist to hold these: a name or a number there is meant to be read.
    PERSON = "person"
    ADDRESS = "address"
    CONTACT = "contact"


class LinkKind(StrEnum):
    EXTERNAL = "external"
    INTERNAL = "internal"
    DOCUMENT = "document"
    MAIL = "mail"
    PHONE = "phone"
    ANCHOR = "anchor"


@dataclass(frozen=True)
class Place:
    """Where a text stands: the field, the StreamField child by its id ("" in a plain field), the path inside it.

    ``part`` is "text", "items.2.title", "table.rows.3.1", "table.columns.0", "caption" …; one text of a rich text
    has its number after "#": "#0" is the first of a paragraph block, "text#1" the second of a notice.
    """

    field: str
    block: str = ""
    part: str = ""


@dataclass(frozen=True)
class Link:
    """A link; ``start`` and ``end`` are where its words stand in the text at ``place``."""

    place: Place
    text: str
    href: str
    kind: LinkKind = LinkKind.EXTERNAL
    target_id: str = ""
    file_type: str = ""
    file_size: int = 0
    names_file: bool = False  # whether the page itself writes type and size beside it
    start: int = 0
    end: int = 0
    is_lost: bool = False  # its page or document is no longer there
    has_words: bool = True  # False where the page writes the words itself
    has_no_text: bool = False  # its document holds only pictures of paper


@dataclass(frozen=True)
class Run:
    """A stretch of a text with one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: Link | None = None


@dataclass(frozen=True)
class Text:
    place: Place
    role: TextRole
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return self.runs[0].text if len(self.runs) == 1 else "".join(run.text for run in self.runs)

    @property
    def links(self) -> Iterator[Link]:
        return (run.link for run in self.runs if run.link is not None)


@dataclass(frozen=True)
class Heading:
    place: Place
    level: int
    text: str

    @cached_property
    def words(self) -> Text:
        return Text(self.place, TextRole.HEADING, (Run(self.text),))


@dataclass(frozen=True)
class Image:
    """A picture at its place of use."""

    place: Place
    alt: str
    is_decorative: bool
    file_name: str
    title: str
    width: int
    height: int
    people: str = ""  # whether somebody is seen on it, and agreed: a PeopleShown


@dataclass(frozen=True)
class Table:
    """``rows`` are those under the header row; ``head`` is empty where there is none."""

    place: Place
    caption: Text | None
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    header_column: bool

    @property
    def header_row(self) -> bool:
        return any(cell.text.strip() for cell in self.head)

    @property
    def texts(self) -> Iterator[Text]:
        if self.caption is not None:
            yield self.caption
        yield from self.head
        for row in self.rows:
            yield from row


@dataclass(frozen=True)
class DocumentFact:
    """A file offered on the page."""

    place: Place
    title: str
    file_type: str
    file_size: int
    has_no_text: bool = False


Part = Text | Heading | Link | Image | Table | DocumentFact


@dataclass(frozen=True)
class Content:
    """A page or an entry of the directory in reading order. ``kind`` is its model, "events.eventpage"."""

    kind: str
    title: str
    parts: tuple[Part, ...]
    names_nobody: bool = False  # an outcome, a story: a second person looks for anybody who can be recognised

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All words, those of headings and of tables included."""
        return tuple(self._texts())

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        return tuple(part for part in self.parts if isinstance(part, Heading))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(self._links())

    @cached_property
    def images(self) -> tuple[Image, ...]:
        return tuple(part for part in self.parts if isinstance(part, Image))

    @cached_property
    def documents(self) -> tuple[DocumentFact, ...]:
        return tuple(part for part in self.parts if isinstance(part, DocumentFact))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.parts if isinstance(part, Table))

    @cached_property
    def order(self) -> dict[Place, int]:
        """How early each place is read."""
        places: dict[Place, int] = {}
        for part in self.parts:
            places.setdefault(part.place, len(places))
            if isinstance(part, Table):
                for text in part.texts:
                    places.setdefault(text.place, len(places))
        return places

    def of_role(self, *roles: TextRole) -> Iterator[Text]:
        return (text for text in self.texts if text.role in roles)

    def _texts(self) -> Iterator[Text]:
        for part in self.parts:
            if isinstance(part, Text):
                yield part
            elif isinstance(part, Heading):
                yield part.words
            elif isinstance(part, Table):
                yield from part.texts

    def _links(self) -> Iterator[Link]:
        for part in self.parts:
            if isinstance(part, Link):
                yield part
            elif isinstance(part, Text):
                yield from part.links
            elif isinstance(part, Table):
                for text in part.texts:
                    yield from text.links


# Roles whose words somebody wrote for residents to read; the others hold names and numbers.
PROSE: Final = frozenset(
    {
        TextRole.TITLE,
        TextRole.SUMMARY,
        TextRole.HEADING,
        TextRole.PARAGRAPH,
        TextRole.ITEM,
        TextRole.CELL,
        TextRole.CAPTION,
        TextRole.ALT,
        TextRole.NOTE,
        TextRole.LINK,
    }
)
