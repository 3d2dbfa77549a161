"""What staff know of the words that residents use: aliases, needs and kinds of agency, as they stand now."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db import OperationalError, ProgrammingError, connection

from portal.core.doors import Door, doors
from search.models import Alias, Need

NO_TABLES: Final = -1
STAMP: Final = "SELECT version FROM search_knowledgestamp ORDER BY id LIMIT 1"
SHIPPED: Final = Path(__file__).resolve().parents[1] / "knowledge"


@dataclass(frozen=True)
class NeedWords:
    """A need in the words of residents; ``helps`` and ``near`` are codes of agency types, the most fitting first."""

    code: str
    title: str
    words: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Knowledge:
    aliases: tuple[tuple[str, ...], ...] = ()
    needs: tuple[NeedWords, ...] = ()
    kinds: tuple[Door, ...] = ()


def stamp() -> int:
    """A number that changes whenever an alias, a need or a kind of agency does; one query.

    -1 where the tables are not made yet: measuring needs no database of its own.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute(STAMP)
            row = cursor.fetchone()
    except (OperationalError, ProgrammingError):
        return NO_TABLES
    return row[0] if row else 0


def read() -> Knowledge:
    """Read everything that is in use from the database; what is shipped, when the database knows nothing yet."""
    if not doors().kinds():
        return shipped()
    return Knowledge(
        aliases=tuple(tuple(alias.lines) for alias in Alias.objects.in_use()),
        needs=tuple(_in_words(need) for need in Need.objects.in_use().with_who_helps()),
        kinds=tuple(doors().kinds()),
    )


def shipped() -> Knowledge:
    """What the project ships, for a database that has no knowledge yet."""
    return Knowledge(aliases=tuple(shipped_aliases()), needs=tuple(shipped_needs()), kinds=tuple(doors().shipped()))


def shipped_aliases() -> Iterator[tuple[str, ...]]:
    for entry in _tables(SHIPPED / "aliases.toml", "aliases"):
        yield tuple(entry["words"])


@cache
def document_words() -> dict[str, tuple[str, ...]]:
    """The words by which residents name a kind of document, by the code of the kind."""
    kinds = tomllib.loads((SHIPPED / "document_words.toml").read_text(encoding="utf-8"))["kinds"]
    return {kind: tuple(words) for kind, words in kinds.items()}


def shipped_needs() -> Iterator[NeedWords]:
    for path in sorted((SHIPPED / "needs").glob("*.toml")):
        for entry in _tables(path, "needs"):
            yield NeedWords(
                code=entry["code"],
                title=entry["title"],
                words=tuple(entry.get("words", ())),
                concerns=tuple(entry.get("concerns", ())),
                helps=tuple(entry.get("agency_types", ())),
                near=tuple(entry.get("near", ())),
            )


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8")).get(name, [])
    return tables


def _in_words(need: Need) -> NeedWords:
    helpers = [(helper.agency_type.code, helper.is_near) for helper in need.helpers.all()]
    return NeedWords(
        code=need.code,
        title=need.title,
        words=tuple(need.lines),
        concerns=tuple(concern.code for concern in need.concerns.all()),
        helps=tuple(code for code, is_near in helpers if not is_near),
        near=tuple(code for code, is_near in helpers if is_near),
    )
