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


@dataclass(frozen=True)
class OpenNow:
    """Whether a place is open, in words that say until or from when; no words when it names no hours."""

    words: str
    is_open: bool


class Doors(Protocol):
    """What the keeper of the agencies answers."""

    def kinds(self) -> Sequence[Door]:
        """The kinds in use, in their order."""

    def shipped(self) -> Sequence[Door]:
        """The kinds that the project ships, whatever the database holds; no query."""

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        """The best public entry of each kind that has one, by code of the kind, in at most two queries.

        One that serves ``area`` (a code, or empty) comes before one of the whole town, that before any other.
        """

    def open_now(self, keys: Collection[str], *, now: datetime) -> Mapping[str, OpenNow]:
        """Whether the agencies among these search documents are open, by key, in at most two queries."""


class NoDoors:
    """The answers of a town that keeps no agencies."""

    def kinds(self) -> Sequence[Door]:
        return ()

    def shipped(self) -> Sequence[Door]:
        return ()

    def entries(self, codes: Collection[str], *, area: str, now: datetime) -> Mapping[str, Entry]:
        return {}

    def open_now(self, keys: Collection[str], *, now: datetime) -> Mapping[str, OpenNow]:
        return {}


class DoorHolder:
    """Knows who answers."""

    def __init__(self) -> None:
        self._keeper: Doors = NoDoors()

    def provide(self, keeper: Doors) -> None:
        """Let ``keeper`` answer from now on."""
        self._keeper = keeper

    def __call__(self) -> Doors:
        """Whoever answers now."""
        return self._keeper


doors = DoorHolder()
