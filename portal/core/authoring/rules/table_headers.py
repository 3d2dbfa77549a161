"""A table whose columns have no names."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Table
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "table-headers"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for table in content.tables:
        if not any(cell.text.strip() for row in table.rows for cell in row):
            continue
        if not table.header_row:
            message = gettext("Give each column a heading.")
            yield Finding(CODE, Level.WARNING, table.place, message, _first_words(table))
            continue
        # The corner above the names of the rows may stay empty.
        for cell in table.head[1 if table.header_column else 0 :]:
            if not cell.text.strip():
                message = gettext("Write a heading for this column, too.")
                yield Finding(CODE, Level.WARNING, cell.place, message, _first_words(table))


def _first_words(table: Table) -> str:
    cells = [cell.text.strip() for row in table.rows[:1] for cell in row]
    return " / ".join(cell for cell in cells if cell)[:40]


RULE: Final = Rule(
    CODE,
    _("Tables without headings"),
    Level.WARNING,
    check,
    _("With headings, the name of the column is read out with each figure."),
)
