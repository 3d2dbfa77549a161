"""Which kinds of agency the town has, and whom of each kind a resident can reach.

The feature that keeps the agencies provides the answers in ``ready()``; whoever
leads residents to the right door asks here. Neither knows the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Door:
    """One kind of agency. ``categories`` are words of its field; all texts are plain and ready to show."""

    code: str
    label: str
    reason: str
    description: str
    when_to_come: tuple[str, ...]
    aliases: tuple[str, ...]
    categories: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One agency that a resident can reach; ``code`` is that of its kind, empty texts are not known."""

    code: str
    name: str
    url: str
    phone: str
    opening: str
    is_open: bool
    address: str
    areas: tuple[str, ...]
    fax: str = ""
    hours: str = ""


class Doors(Protocol):
    """What the keeper of the agencies answers."""

    def kinds(self) -> Sequence[Door]:
        """The kinds in use, in their order."""

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        """The best public entry of each kind that has one, by code of the kind, in at most two queries.

        One that serves ``area`` (a code, or empty) comes before one of the whole town, that before any other.
        """


class _NoDoors:
    """The answers of a town that keeps no agencies."""

    def kinds(self) -> Sequence[Door]:
        return ()

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        return {}


class DoorHolder:
    """Passes every question on to whoever was provided."""

    def __init__(self) -> None:
        self._doors: Doors = _NoDoors()

    def provide(self, doors: Doors) -> None:
        """Let ``doors`` answer from now on."""
        self._doors = doors

    @property
    def provided(self) -> Doors:
        return self._doors

    def kinds(self) -> Sequence[Door]:
        return self._doors.kinds()

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        return self._doors.entries(codes, area=area, now=now)


doors = DoorHolder()
