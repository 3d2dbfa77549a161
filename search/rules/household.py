"""Which kinds of agency a household needs: each worry asks for doors, and the fewest doors that take all are chosen.

Nothing here knows where the rules are written or which agencies there are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

UNKNOWN_AGE: Final = "unknown"
NOBODY: Final = -1  # the member of a worry that was written freely
MOST_MEMBERS: Final = 6

Doors = tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """One person of a household. Codes; an empty ``age`` is not known."""

    who: str = ""
    age: str = ""
    concerns: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def says(self) -> frozenset[str]:
        """Everything that was ticked for the person."""
        return self.concerns | self.marks

    @property
    def years(self) -> str:
        return self.age or UNKNOWN_AGE


@dataclass(frozen=True)
class Rule:
    """Somebody of whom ``about`` was ticked, and for whom the rest holds, needs one of ``doors``, the best first.

    ``ages`` and ``with_any`` look at the same person, ``household_…`` at all.
    An empty condition always holds. ``otherwise`` makes a rule that is asked
    only when no other rule about the same tick of the same person holds.
    """

    about: str
    doors: Doors
    ages: frozenset[str] = frozenset()
    with_any: frozenset[str] = frozenset()
    household_any: frozenset[str] = frozenset()
    household_ages: frozenset[str] = frozenset()
    household_without_ages: frozenset[str] = frozenset()
    otherwise: bool = False


@dataclass(frozen=True, order=True)
class Worry:
    """What was ticked for the member with that number."""

    member: int
    code: str


@dataclass(frozen=True, order=True)
class Task:
    """A worry and the doors that can take it, the best first; any one of them is enough."""

    worry: Worry
    doors: Doors


def tasks_of(household: Sequence[Member], rules: Iterable[Rule]) -> list[Task]:
    """What has to be taken up, in the order of members and rules. A worry may need several doors, or none of these."""
    by_tick = {tick: tuple(of_tick) for tick, of_tick in groupby(sorted(rules, key=_about), key=_about)}
    tasks = [
        Task(Worry(number, tick), rule.doors)
        for number, member in enumerate(household)
        for tick in sorted(member.says)
        for rule in _holding(by_tick.get(tick, ()), member, household)
    ]
    return list(dict.fromkeys(tasks))


def worries_of(household: Sequence[Member], tasks: Iterable[Task]) -> list[Worry]:
    """Every concern, and of the marks those that ask for a door: being without work is no worry at eighty."""
    asked = {task.worry for task in tasks}
    ticked = (Worry(number, tick) for number, member in enumerate(household) for tick in sorted(member.says))
    return [worry for worry in ticked if worry in asked or worry.code in household[worry.member].concerns]


def smallest_cover(options: Iterable[Doors], order: Mapping[str, int]) -> Doors:
    """The fewest doors of which every option holds one, in their ``order``.

    Of covers alike in size the better fitting is taken (doors that stand early
    in their options), then the one that is earlier in ``order``. The result
    depends neither on the order of the options nor on their number.
    """
    distinct = sorted({option for option in options if option})
    forced = frozenset(option[0] for option in distinct if len(set(option)) == 1)
    best = min(_covers(distinct, forced), key=lambda cover: _worth(cover, distinct, order))
    return tuple(sorted(best, key=lambda door: (order.get(door, len(order)), door)))


def within_reach(doors: Doors, *, in_use: Collection[str], reachable: Collection[str]) -> Doors:
    """Of ``doors`` those behind which the town has somebody; if there are none, those that are in use."""
    used = tuple(door for door in doors if door in in_use)
    return tuple(door for door in used if door in reachable) or used


def _about(rule: Rule) -> str:
    return rule.about


def _holding(rules: Sequence[Rule], member: Member, household: Sequence[Member]) -> list[Rule]:
    holding = [rule for rule in rules if _holds(rule, member, household)]
    return [rule for rule in holding if not rule.otherwise] or holding[:1]


def _holds(rule: Rule, member: Member, household: Sequence[Member]) -> bool:
    said = frozenset[str]().union(*(one.says for one in household))
    years = {one.years for one in household}
    return (
        (not rule.ages or member.years in rule.ages)
        and (not rule.with_any or not rule.with_any.isdisjoint(member.says))
        and (not rule.household_any or not rule.household_any.isdisjoint(said))
        and (not rule.household_ages or not rule.household_ages.isdisjoint(years))
        and rule.household_without_ages.isdisjoint(years)
    )


def _covers(options: Sequence[Doors], chosen: frozenset[str]) -> list[frozenset[str]]:
    """All covers of the least size that hold ``chosen``."""
    open_options = [option for option in options if chosen.isdisjoint(option)]
    for size in range(len(open_options) + 1):
        if found := set(_with_more(open_options, chosen, size)):
            return list(found)
    return [chosen]


def _with_more(options: Sequence[Doors], chosen: frozenset[str], more: int) -> Iterator[frozenset[str]]:
    left = [option for option in options if chosen.isdisjoint(option)]
    if not left:
        yield chosen
    elif _apart(left) <= more:
        for door in min(left, key=len):
            yield from _with_more(left, chosen | {door}, more - 1)


def _apart(options: Iterable[Doors]) -> int:
    """How many options share no door with one another: so many doors it takes at least."""
    taken: set[str] = set()
    count = 0
    for option in options:
        if taken.isdisjoint(option):
            taken.update(option)
            count += 1
    return count


def _worth(
    cover: frozenset[str], options: Sequence[Doors], order: Mapping[str, int]
) -> tuple[int, list[tuple[int, str]]]:
    misfit = sum(min(option.index(door) for door in cover.intersection(option)) for option in options)
    return misfit, sorted((order.get(door, len(order)), door) for door in cover)
