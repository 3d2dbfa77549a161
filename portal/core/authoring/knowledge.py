"""What the rules must know beside the text: the town's words, names that may be printed, the day, lost links."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from portal.core.authoring.findings import Level


@dataclass(frozen=True)
class Replace:
    """A word that the town writes otherwise."""

    word: str
    replacement: str
    level: Level = Level.WARNING
    reason: str = ""


@dataclass(frozen=True)
class Avoid:
    """A word that the town does not write."""

    word: str
    level: Level = Level.WARNING
    reason: str = ""


@dataclass(frozen=True)
class Knowledge:
    """Plain data; ``today`` is the day in the town."""

    today: date
    replace: tuple[Replace, ...] = ()
    avoid: tuple[Avoid, ...] = ()
    exceptions: frozenset[str] = frozenset()  # names of persons and words that may stand: 町長, speakers
    disability_word: str = ""  # 障害, 障がい, 障碍, or nothing if the town has no rule
    places: frozenset[str] = frozenset()  # names of towns and areas
    public_contacts: frozenset[str] = frozenset()  # numbers and addresses of the town's own desks
    dead_links: frozenset[str] = frozenset()
    cache: dict[str, object] = field(default_factory=dict, compare=False, hash=False, repr=False)


_dead_links: Final[list[Callable[[], frozenset[str]]]] = []


def dead_links_are_known_to(source: Callable[[], frozenset[str]]) -> None:
    """Let ``source`` say which addresses outside no longer answer; called from an app's ``ready()``."""
    if source not in _dead_links:
        _dead_links.append(source)


def known_dead_links() -> frozenset[str]:
    return frozenset().union(*(source() for source in _dead_links))
