"""A table that only lays text out."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "table-layout"
_LONG_CELL: Final = 120


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for table in content.tables:
        columns = len(table.head)
        cells = [cell.text for row in table.rows for cell in row if cell.text.strip()]
        if not cells:
            continue
        if columns == 1:
            message = gettext("Use a list instead of a table with one column.")
        elif sum(len(cell) > _LONG_CELL for cell in cells) * 2 > len(cells):
            message = gettext("Write this as headings and paragraphs; a table is for figures and short words.")
        else:
            continue
        yield Finding(CODE, Level.WARNING, table.place, message, cells[0][:40])


RULE: Final = Rule(
    CODE,
    _("Tables for layout"),
    Level.WARNING,
    check,
    _("On a narrow screen, and when read out, a table that only lays text out falls apart."),
)
