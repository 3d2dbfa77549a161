"""The invented town as data: files in `town/`, days counted from the Monday of this week."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

TOWN: Final = Path(__file__).parent / "town"

Entry = dict[str, Any]


def read(name: str) -> dict[str, Any]:
    """The file ``town/<name>.toml``."""
    return tomllib.loads((TOWN / f"{name}.toml").read_text(encoding="utf-8"))


def entries(pattern: str) -> Iterator[Entry]:
    """Every entry of every file that matches, in the order of the names."""
    for path in sorted(TOWN.glob(f"{pattern}.toml")):
        for value in tomllib.loads(path.read_text(encoding="utf-8")).values():
            yield from value


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def lines(value: Any) -> str:
    """A list as one item a line; a text as it is."""
    return "\n".join(str(item) for item in value) if isinstance(value, list) else str(value or "")
