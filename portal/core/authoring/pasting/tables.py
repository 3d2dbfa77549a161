"""Tables of Word, Excel and of plain text with tabs, as rows of words."""

from collections.abc import Iterator, Sequence
from typing import Final

from bs4.element import Tag

from portal.core.authoring.pasting.lines import squeezed, stripped
from portal.core.authoring.pasting.pieces import Grid
from portal.core.authoring.widths import in_usual_width

MOST_ROWS: Final = 200
MOST_COLUMNS: Final = 20
_DEEPEST: Final = 100
_LINES: Final = frozenset({"br", "p", "div", "li"})
# One that was never closed holds the next ones; their words are their own.
_OTHERS: Final = frozenset({"tr", "td", "th"})
_BREAK: Final = "\x1f"

# A cell and how many columns and rows it covers.
_Cell = tuple[str, int, int]


def grid_of(table: Tag) -> Grid | None:
    """The table; nothing for one that has a single cell or another table inside, which only arranges text."""
    if table.find("table") is not None:
        return None
    caption = table.find("caption")
    words = _clean(caption.get_text()) if isinstance(caption, Tag) else ""
    rows = [
        [_cell(cell) for cell in row.find_all(["td", "th"], limit=MOST_COLUMNS)]
        for row in table.find_all("tr", limit=MOST_ROWS)
    ]
    return _grid(_spread(rows), words)


def grid_of_text(text: str) -> Grid | None:
    """Lines with tabs in them, as Excel gives them beside its HTML; nothing where they are no table."""
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if len(lines) < 2 or not all("\t" in line for line in lines):
        return None
    return _grid([[_clean(cell) for cell in line.split("\t")] for line in lines], "")


def _cell(cell: Tag) -> _Cell:
    words = " ".join(filter(None, map(_clean, "".join(_strings(cell, 0)).split(_BREAK))))
    return words, _number(cell, "colspan", MOST_COLUMNS), _number(cell, "rowspan", MOST_ROWS)


def _strings(tag: Tag, depth: int) -> Iterator[str]:
    """The words inside, with a break behind each line."""
    for child in tag.children:
        if isinstance(child, Tag):
            if depth < _DEEPEST and child.name not in _OTHERS:
                yield from _strings(child, depth + 1)
            if child.name in _LINES:
                yield _BREAK
        else:
            yield str(child)


def _number(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name, ""))
    return min(max(int(value), 1), most) if value.isascii() and value.isdecimal() else 1


def _spread(rows: Sequence[Sequence[_Cell]]) -> list[list[str]]:
    """One word for each place: a cell over several rows is said in each of them, one over columns in the first.

    In the first row, which names the columns, it is said in each column too.
    """
    places: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for words, wide, high in row:
            while (at, column) in places:
                column += 1
            if column >= MOST_COLUMNS:
                break
            # What reaches past the end, or beyond what a table may hold, is not drawn.
            wide = min(wide, MOST_COLUMNS - column)
            for down in range(min(high, len(rows) - at)):
                for right in range(wide):
                    places[at + down, column + right] = words if right == 0 or at == 0 else ""
            column += wide
    width = max((column for _row, column in places), default=-1) + 1
    return [[places.get((at, column), "") for column in range(width)] for at in range(len(rows))]


def _grid(rows: list[list[str]], caption: str) -> Grid | None:
    """Without rows and columns that hold nothing; a first row of one word alone over the others is the caption."""
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows if any(row)]
    used = [column for column in range(width) if any(row[column] for row in rows)][:MOST_COLUMNS]
    filled = [[row[column] for column in used] for row in rows]
    if len(filled) > 2 and len(used) > 1 and len(set(filter(None, filled[0]))) == 1:
        first = filled.pop(0)
        caption = caption or next(filter(None, first))
    if len(filled) * len(used) < 2:
        return None
    return Grid(tuple(map(tuple, filled)), caption)


def _clean(words: str) -> str:
    return stripped(squeezed(in_usual_width(words)))
