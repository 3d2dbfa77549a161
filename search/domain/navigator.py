"""相談先ナビ: from a household as a resident describes it to the doors that take everything.

Nothing that comes in here is kept: no row, no log line, no cache.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from portal.core.doors import Door, Entry, doors
from search.domain.lexicons import current_lexicon
from search.rules.danger import Danger, dangers_in
from search.rules.household import (
    NOBODY,
    Doors,
    Member,
    Rule,
    Task,
    Worry,
    smallest_cover,
    tasks_of,
    within_reach,
    worries_of,
)
from search.rules.sayings import Saying, Variant, sentence, things

KNOWLEDGE: Final = Path(__file__).resolve().parents[1] / "knowledge"
DESK: Final = "comprehensive-desk"
FREELY: Final = Worry(NOBODY, "free-text")
MOST_FITS: Final = 3
FITS_FROM: Final = 0.5  # of 1: below, the words only happen to be alike
OF_BEST: Final = 0.6


@dataclass(frozen=True)
class Choice:
    """Something that can be ticked: what the resident reads, and how a sentence says it.

    ``nameless`` words stand without whose they are: the rent is everybody's.
    """

    code: str
    label: str
    words: str
    group: str = ""
    nameless: bool = False
    variants: tuple[Variant, ...] = ()

    def said_of(self, member: Member) -> Variant:
        """How a sentence says it of ``member``."""
        plain = Variant(self.words, self.nameless)
        return next((variant for variant in self.variants if variant.is_for(member)), plain)


@dataclass(frozen=True)
class Guide:
    """All that the navigator offers and knows."""

    people: tuple[Choice, ...]
    ages: tuple[Choice, ...]
    concerns: tuple[Choice, ...]
    marks: tuple[Choice, ...]
    rules: tuple[Rule, ...]

    @property
    def ticks(self) -> dict[str, Choice]:
        """Marks and concerns, the plainest first: 「がん」 says more than 「体の調子」."""
        return {choice.code: choice for choice in (*self.marks, *self.concerns[1:], self.concerns[0])}


@dataclass(frozen=True)
class Way:
    """One door of an answer: which of the worries it takes, and what to say there."""

    door: Door
    entry: Entry | None
    takes: tuple[str, ...]
    say: str


@dataclass(frozen=True)
class Answer:
    """The one desk first, then the fewest further doors; ``dangers`` come before both, with who answers then."""

    worries: tuple[str, ...]
    say: str
    desk: Way | None
    others: tuple[Way, ...]
    dangers: tuple[Danger, ...]
    at_once: tuple[Entry, ...]


@cache
def guide() -> Guide:
    """What is written in ``knowledge/navigator.toml``."""
    data = _read("navigator.toml")
    return Guide(
        **{name: tuple(_choice(entry) for entry in data[name]) for name in ("people", "ages", "concerns", "marks")},
        rules=tuple(_rule(entry) for entry in data["rules"]),
    )


def dangers_of(household: Sequence[Member], text: str) -> tuple[Danger, ...]:
    """The kinds of danger that were ticked or that the free text speaks of."""
    data = _dangers()
    spoken = dangers_in(text, [entry["danger"] for entry in data["dangers"]], harmless=data["harmless"])
    return tuple(
        entry["danger"]
        for entry in data["dangers"]
        if entry["danger"] in spoken or any(_is_ticked(entry, member) for member in household)
    )


def fits_of(text: str) -> tuple[Doors, ...]:
    """The kinds of agency that a free text asks for: for each need that it speaks of those that help, the best first.

    One query, unless staff have changed what they know. The text is not kept.
    """
    fits = current_lexicon().fits(text) if text.strip() else []
    by_need: dict[str, list[str]] = {}
    for fit in fits:
        if fit.score >= max(FITS_FROM, fits[0].score * OF_BEST) and fit.code != DESK:
            by_need.setdefault(fit.phrase, []).append(fit.code)
    return tuple(tuple(codes[:MOST_FITS]) for codes in list(by_need.values())[:MOST_FITS])


def answer(
    household: Sequence[Member],
    *,
    area: str,
    now: datetime,
    text: str = "",
    free_text_fits: Sequence[Doors] = (),
) -> Answer:
    """The doors for a household, in at most three queries.

    ``area`` is a code, or empty. ``text`` is only looked through for danger;
    ``free_text_fits`` are the kinds of agency that it asks for, as
    ``fits_of`` finds them: of each tuple one is enough.
    """
    kinds = {kind.code: kind for kind in doors().kinds()}
    dangers = dangers_of(household, text)
    tasks = [*tasks_of(household, guide().rules), *(Task(FREELY, fits) for fits in free_text_fits)]
    asked = {DESK, *(code for task in tasks for code in task.doors), *(code for one in dangers for code in one.doors)}
    entries = doors().entries(asked & kinds.keys(), area=area, now=now)
    tasks = [
        Task(task.worry, within_reach(task.doors, in_use=kinds.keys() - {DESK}, reachable=entries.keys()))
        for task in tasks
    ]
    worries = worries_of(household, tasks)
    says = _Sayings(household, worries)
    chosen = smallest_cover([task.doors for task in tasks], {code: rank for rank, code in enumerate(kinds)})
    ways = [_way(kinds[code], entries, tasks, says) for code in chosen]
    return Answer(
        worries=says.things(worries),
        say=says.sentence(worries),
        desk=_desk(kinds, entries, says, worries),
        others=tuple(sorted(ways, key=lambda way: -len(way.takes))),
        dangers=dangers,
        at_once=_at_once(dangers, entries),
    )


class _Sayings:
    """The worries of one household in its own words."""

    def __init__(self, household: Sequence[Member], worries: Collection[Worry]) -> None:
        people = {choice.code: choice.words for choice in guide().people}
        self._household = household
        self._ticks = guide().ticks
        self._rank = {code: rank for rank, code in enumerate(self._ticks)}
        self._names = [people.get(member.who, people["other-person"]) for member in household]
        self._alone = {worry.member for worry in worries} == {0} and household[0].who in ("", "self")

    def things(self, worries: Iterable[Worry]) -> tuple[str, ...]:
        return things(self._said(worries))

    def sentence(self, worries: Iterable[Worry]) -> str:
        return sentence(self._said(worries))

    def _said(self, worries: Iterable[Worry]) -> list[Saying]:
        of_somebody = (worry for worry in worries if worry.member != NOBODY)
        in_order = sorted(of_somebody, key=lambda worry: (worry.member, self._rank[worry.code]))
        return [self._saying(worry) for worry in in_order]

    def _saying(self, worry: Worry) -> Saying:
        said = self._ticks[worry.code].said_of(self._household[worry.member])
        return Saying("" if self._alone or said.nameless else self._name(worry.member), said.words)

    def _name(self, number: int) -> str:
        """Two sons are the first and the second."""
        name = self._names[number]
        if self._names.count(name) == 1:
            return name
        return f"{name}（{self._names[: number + 1].count(name)}人目）"


def _way(door: Door, entries: Mapping[str, Entry], tasks: Sequence[Task], says: _Sayings) -> Way:
    taken = list(dict.fromkeys(task.worry for task in tasks if door.code in task.doors))
    return Way(door, entries.get(door.code), says.things(taken), says.sentence(taken))


def _desk(
    kinds: Mapping[str, Door], entries: Mapping[str, Entry], says: _Sayings, worries: Sequence[Worry]
) -> Way | None:
    if DESK not in kinds:
        return None
    return Way(kinds[DESK], entries.get(DESK), says.things(worries), says.sentence(worries))


def _at_once(dangers: Sequence[Danger], entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
    codes = dict.fromkeys(code for danger in dangers for code in danger.doors)
    return tuple(entries[code] for code in codes if code in entries and entries[code].phone)


def _is_ticked(entry: Mapping[str, Any], member: Member) -> bool:
    return not entry["concerns"].isdisjoint(member.concerns) and (not entry["ages"] or member.years in entry["ages"])


@cache
def _dangers() -> dict[str, Any]:
    data = _read("danger.toml")
    return {
        "harmless": tuple(data["harmless"]),
        "dangers": [
            {
                "concerns": frozenset(entry.pop("concerns", ())),
                "ages": frozenset(entry.pop("ages", ())),
                "danger": Danger(**{name: _frozen(value) for name, value in entry.items()}),
            }
            for entry in data["dangers"]
        ],
    }


def _choice(entry: dict[str, Any]) -> Choice:
    variants = tuple(Variant(**_in_sets(variant)) for variant in entry.get("variants", ()))
    return Choice(**{**entry, "variants": variants})


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(**{**_in_sets(entry), "doors": tuple(entry["doors"])})


def _in_sets(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: frozenset(value) if isinstance(value, list) else value for name, value in entry.items()}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((KNOWLEDGE / name).read_text(encoding="utf-8"))
