"""What the rules must know beside the text: the town's words, names that may be printed, the day, lost links."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar, cast

from django.utils import timezone

from portal.core.authoring.findings import Level
from portal.core.calendar import today_in_town
from portal.core.models import CommunityArea, PortalSettings, Section, TownName, Wording, WordingKind

Made = TypeVar("Made")


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

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What a rule makes of this knowledge, made once however many texts are checked."""
        if name not in self.cache:
            self.cache[name] = make()
        return cast("Made", self.cache[name])


_dead_links: Final[list[Callable[[], frozenset[str]]]] = []


def dead_links_are_known_to(source: Callable[[], frozenset[str]]) -> None:
    """Let ``source`` say which addresses outside no longer answer; called from an app's ``ready()``."""
    if source not in _dead_links:
        _dead_links.append(source)


def known_dead_links() -> frozenset[str]:
    return frozenset().union(*(source() for source in _dead_links))


def current_knowledge() -> Knowledge:
    """What the database knows now; five questions, so ask once and check many."""
    words = list(Wording.objects.in_use())
    town = PortalSettings.objects.first()
    return Knowledge(
        today=today_in_town(timezone.now()),
        replace=tuple(
            Replace(word.word, word.replacement, Level(word.level), word.reason)
            for word in words
            if word.kind == WordingKind.REPLACE
        ),
        avoid=tuple(
            Avoid(word.word, Level(word.level), word.reason) for word in words if word.kind == WordingKind.AVOID
        ),
        exceptions=frozenset(word.word for word in words if word.kind == WordingKind.ALLOW),
        disability_word=town.disability_word if town else "",
        places=_places(town),
        public_contacts=_public_contacts(town),
        dead_links=known_dead_links(),
    )


def _places(town: PortalSettings | None) -> frozenset[str]:
    """Names by which somebody in the town is found: areas, and the names of towns in them."""
    areas = CommunityArea.objects.values_list("name", flat=True)
    names = {*areas, *TownName.objects.values_list("name", flat=True)}
    names |= {name.removesuffix("圏域") for name in names} - {"中央"}
    return frozenset(name for name in names if len(name) > 1)


def _public_contacts(town: PortalSettings | None) -> frozenset[str]:
    """Numbers and addresses of the town's own desks."""
    contacts = {value for row in Section.objects.values_list("phone", "fax", "email") for value in row}
    if town is not None:
        contacts |= {town.phone, town.fax, town.email, town.desk_phone}
    return frozenset(contacts - {""})
