"""The clean form of what was pasted, for the place where it was pasted."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final, NamedTuple

from portal.core.authoring.pasting.lines import listed, paragraphs, squeezed, stripped
from portal.core.authoring.pasting.markup import pieces_of
from portal.core.authoring.pasting.pieces import Grid, Item, Line, Mark, Piece, Run
from portal.core.authoring.pasting.tables import grid_of_text
from portal.core.authoring.widths import in_usual_width

LONGEST: Final = 200_000  # characters; a browser keeps what is longer as it is


class RichText(NamedTuple):
    """What stands in a rich text, as HTML with paragraphs, lists, bold words and links, and what it cannot hold."""

    html: str
    has_table: bool
    has_headings: bool


def rich_text(html: str, text: str) -> RichText:
    """The clean form for a rich text: rows of tables become items, headings paragraphs."""
    pieces = pieces_of(html) if html.strip() else _pieces_of_text(text)
    return RichText(
        "".join(_shown(pieces)),
        any(isinstance(piece, Grid) for piece in pieces),
        any(isinstance(piece, Line) and piece.is_heading for piece in pieces),
    )


def plain_lines(text: str) -> str:
    """What stands in a field of several lines: broken sentences are whole again."""
    return "\n".join(paragraphs(in_usual_width(text)))


def one_line(text: str) -> str:
    """What stands in a field of one line."""
    return stripped(squeezed(in_usual_width(text)))


def table(html: str, text: str) -> Grid | None:
    """The first table in what was pasted, if there is one."""
    pieces = pieces_of(html) if html.strip() else []
    return next((piece for piece in pieces if isinstance(piece, Grid)), None) or grid_of_text(text)


def _pieces_of_text(text: str) -> Sequence[Piece]:
    if grid := grid_of_text(text):
        return [grid]
    return [Line((Run(squeezed(one)),)) for one in paragraphs(in_usual_width(text))]


def _shown(pieces: Iterable[Piece]) -> Iterator[str]:
    waiting: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line):
            waiting.append(piece)
        else:
            yield from _lines_shown(waiting)
            waiting = []
            yield from _grid_shown(piece)
    yield from _lines_shown(waiting)


def _lines_shown(lines: Sequence[Line]) -> Iterator[str]:
    for mark, members in listed(lines):
        if mark is Mark.NONE:
            yield f"<p>{_runs_shown(members[0].line)}</p>"
        else:
            yield _list_shown(mark, members)


def _list_shown(mark: Mark, items: Iterable[Item]) -> str:
    return f"<{mark}>{''.join(map(_item_shown, items))}</{mark}>"


def _item_shown(item: Item) -> str:
    below = (_list_shown(mark, map(Item, lines)) for mark, lines in groupby(item.below, key=lambda line: line.mark))
    return f"<li>{_runs_shown(item.line)}{''.join(below)}</li>"


def _runs_shown(line: Line) -> str:
    return "".join(map(_run_shown, line.runs))


def _run_shown(run: Run) -> str:
    words = escape(run.text, quote=False)
    if run.bold and run.text.strip():
        words = f"<b>{words}</b>"
    return f'<a href="{escape(run.href)}">{words}</a>' if run.href else words


def _grid_shown(grid: Grid) -> Iterator[str]:
    """Running text holds no table: each row is an item that says what each of its words is."""
    if grid.caption:
        yield f"<p>{escape(grid.caption, quote=False)}</p>"
    head, *rows = grid.rows
    items = [_row_in_words(head, row) for row in rows] if rows else ["、".join(filter(None, head))]
    yield "<ul>" + "".join(f"<li>{escape(item, quote=False)}</li>" for item in items) + "</ul>"


def _row_in_words(head: Sequence[str], row: Sequence[str]) -> str:
    return "、".join(f"{name}：{words}" if name else words for name, words in zip(head, row, strict=True) if words)
