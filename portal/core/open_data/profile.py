"""What a known CSV profile looks like: one TOML file each, read once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Any, Final

from portal.core.open_data import profiles
from portal.core.open_data.headers import fold_header

_SUFFIX: Final = ".toml"


class Kind(StrEnum):
    """What the rows of a profile describe."""

    AGENCY = "agency"
    FACILITY = "facility"
    EVENT = "event"


class UnknownProfile(Exception):
    """No profile of this name is shipped."""


@dataclass(frozen=True)
class Column:
    """One column: its official name, the field it fills and how its cells are read."""

    header: str
    field: str
    reads_as: str = "words"
    required: bool = False
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """A CSV format of a public body.

    ``key`` names the fields that identify a row within the format; ``verified`` says that the header was checked
    against real files or the official text; ``service_types`` maps the words of the category column to codes of
    our agency types, ``service_type`` is the code for words not listed.
    """

    name: str
    title: str
    kind: Kind
    verified: bool
    source: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    service_types: Mapping[str, str] = field(default_factory=dict)
    service_type: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _official(self) -> dict[str, str]:
        return {fold_header(column.header): column.field for column in self.columns}

    @cached_property
    def _aliases(self) -> dict[str, str]:
        return {fold_header(alias): column.field for column in reversed(self.columns) for alias in column.aliases}

    def places_in(self, names: Sequence[str]) -> dict[str, int]:
        """Position of each field among these column names, in whatever order and spelling they stand.

        The official name goes before another one, and of two columns for one field the first counts.
        """
        folded = [fold_header(name) for name in names]
        places: dict[str, int] = {}
        for known in (self._official, self._aliases):
            for at, name in enumerate(folded):
                if name in known and at not in places.values():
                    places.setdefault(known[name], at)
        return places

    @cached_property
    def column(self) -> dict[str, Column]:
        """The columns by the field they fill."""
        return {column.field: column for column in self.columns}

    def type_code(self, *said: str) -> str:
        """Code of the type of agency, base or event, from the first of ``said`` that holds a known word."""
        return next(filter(None, (_known(self.service_types, words) for words in said)), self.service_type)

    def description_of(self, service: str) -> str:
        """What this service is, in plain words; empty when the profile does not say."""
        return _known(self.descriptions, service)


def _known(known: Mapping[str, str], said: str) -> str:
    """The entry for what ``said`` begins with, or else holds; the longest counts."""
    found = [words for words in known if said.startswith(words)] or [words for words in known if words in said]
    return known[max(found, key=len)] if found else ""


@cache
def profile_names() -> tuple[str, ...]:
    """Names of all shipped profiles, in order."""
    files = resources.files(profiles).iterdir()
    return tuple(sorted(file.name.removesuffix(_SUFFIX) for file in files if file.name.endswith(_SUFFIX)))


@cache
def load_profile(name: str) -> Profile:
    """The profile of this name. Raises UnknownProfile."""
    if name not in profile_names():
        raise UnknownProfile(name)
    text = resources.files(profiles).joinpath(name + _SUFFIX).read_text(encoding="utf-8")
    return _profile(name, tomllib.loads(text))


def _profile(name: str, data: dict[str, Any]) -> Profile:
    columns = tuple(Column(**{**column, "aliases": tuple(column.get("aliases", ()))}) for column in data.pop("columns"))
    return Profile(name=name, columns=columns, kind=Kind(data.pop("kind")), key=tuple(data.pop("key")), **data)
