"""HTML as Word, Excel and browsers put it on the clipboard, taken to pieces; looks and scripts are left behind."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from portal.core.authoring.pasting.lines import squeezed, stripped
from portal.core.authoring.pasting.pieces import Line, Mark, Piece, Run
from portal.core.authoring.pasting.tables import grid_of
from portal.core.authoring.pasting.tags import well_formed
from portal.core.authoring.widths import in_usual_width

_SILENT: Final = frozenset({"style", "script", "head", "meta", "link", "title", "template", "noscript", "xml", "svg"})
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
_IS_BOLD: Final = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
_IS_NOT_BOLD: Final = re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.IGNORECASE)
_WORDS_LIST: Final = re.compile(r"mso-list\s*:\s*(?!none|ignore)", re.IGNORECASE)
_WORDS_LEVEL: Final = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
_WORDS_HEADING: Final = re.compile(r"\bMso(Heading\d|Title|Subtitle)\b", re.IGNORECASE)
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WORDS_BULLET: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_COUNTED: Final = re.compile(r"[0-9０-９①-⑳a-zA-Zア-ンi-x]\s*[.．)）]|[①-⑳]|[(（]\s*\w+\s*[)）]")
_LISTS: Final = {"ul": Mark.DOTS, "ol": Mark.NUMBERS}
_MAY_BE_ITEMS: Final = frozenset({"p", "li"})
_LINKS: Final = ("http://", "https://", "mailto:", "tel:")
_DEEPEST: Final = 100


def pieces_of(html: str) -> list[Piece]:
    """The paragraphs, items and tables of ``html``, in order, in their usual width, empty ones left out."""
    reader = _Reader()
    reader.read(BeautifulSoup(well_formed(html), "html.parser"), Look(), 0)
    reader.end_line()
    return reader.pieces


@dataclass(frozen=True)
class Look:
    """How characters look at one place of the source."""

    bold: bool = False
    href: str = ""
    mark: Mark = Mark.NONE
    lists: int = 0  # how many there are around
    is_heading: bool = False

    def inside(self, tag: Tag) -> "Look":
        style = _attribute(tag, "style")
        bold = self.bold or tag.name in ("b", "strong", "th") or bool(_IS_BOLD.search(style))
        href = _attribute(tag, "href") if tag.name == "a" else self.href
        return replace(
            self._in_list(tag, style),
            bold=bold and not _IS_NOT_BOLD.search(style),
            href=href if href.lower().startswith(_LINKS) else "",
            is_heading=self.is_heading or tag.name in _HEADINGS or _is_words_heading(tag),
        )

    def _in_list(self, tag: Tag, style: str) -> "Look":
        if tag.name in _LISTS:
            return replace(self, mark=_LISTS[tag.name], lists=self.lists + 1)
        if tag.name in _MAY_BE_ITEMS and _WORDS_LIST.search(style):
            level = _WORDS_LEVEL.search(style)
            return replace(self, mark=self.mark or Mark.DOTS, lists=int(level[1]) if level else max(self.lists, 1))
        return self


class _Reader:
    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._runs: list[Run] = []
        self._mark = Mark.NONE
        self._look = Look()

    def read(self, node: Tag, look: Look, depth: int) -> None:
        for child in node.children:
            if isinstance(child, Tag):
                self._read_tag(child, look, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._add(str(child), look)

    def _read_tag(self, tag: Tag, look: Look, depth: int) -> None:
        if tag.name in _SILENT or depth > _DEEPEST:
            return
        if tag.name == "br":
            self.end_line()
        elif tag.name == "table" and (grid := grid_of(tag)) is not None:
            self.end_line()
            self.pieces.append(grid)
        elif _WORDS_BULLET.search(_attribute(tag, "style")):
            # The sign that Word draws before an item tells what kind of list it is.
            self._mark = Mark.NUMBERS if _COUNTED.match(stripped(tag.get_text())) else Mark.DOTS
        else:
            is_block = tag.name in _BLOCKS
            if is_block:
                self.end_line()
            self.read(tag, look.inside(tag), depth)
            if is_block:
                self.end_line()

    def _add(self, text: str, look: Look) -> None:
        self._runs.append(Run(text, look.bold, look.href))
        self._look = look
        if look.mark and not self._mark:
            self._mark = look.mark

    def end_line(self) -> None:
        look = self._look
        # Word numbers headings, too; they are no list.
        mark = Mark.NONE if look.is_heading and not look.lists else self._mark
        depth = max(0, look.lists - 1) if mark else 0
        line = _tidy(Line(tuple(self._runs), mark, depth, look.is_heading))
        if line.runs:
            self.pieces.append(line)
        self._runs, self._mark = [], Mark.NONE


def _tidy(line: Line) -> Line:
    """The line in its usual width, without the spaces of the source and those around it."""
    runs = [Run(squeezed(in_usual_width(run.text)), run.bold, run.href) for run in line.runs]
    whole = "".join(run.text for run in runs)
    start, end = len(whole) - len(whole.lstrip(" \u3000\ufeff\u200b")), len(stripped(whole))
    kept, left = [], end
    for run in Line(tuple(runs)).without_first(start).runs:
        if left > 0:
            kept.append(Run(run.text[:left], run.bold, run.href))
            left -= len(run.text)
    return replace(line, runs=tuple(kept))


def _is_words_heading(tag: Tag) -> bool:
    return any(_WORDS_HEADING.search(name) for name in tag.get_attribute_list("class") if isinstance(name, str))


def _attribute(tag: Tag, name: str) -> str:
    value = tag.get(name)
    return value if isinstance(value, str) else ""
