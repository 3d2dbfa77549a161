"""Pure rules of the front."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha1

from portal.core.authoring.findings import Finding, Level
from portal.core.calendar import is_holiday

GRAVEST_FIRST = (Level.STOP, Level.WARNING, Level.HINT)
SATURDAY = 5


def key_of(finding: Finding) -> str:
    """What makes two findings of a text the same, although lines were added above them meanwhile."""
    place = finding.place
    said = "\n".join((finding.rule, place.field, place.block, finding.excerpt))
    return sha1(said.encode(), usedforsecurity=False).hexdigest()


def unanswered_stops(findings: Iterable[Finding], answered: frozenset[str]) -> list[Finding]:
    """The findings that keep a text off the site: stops for which nobody has answered."""
    return [finding for finding in findings if finding.level == Level.STOP and key_of(finding) not in answered]


def digest_of(findings: Iterable[Finding]) -> str:
    """Tells whether somebody answers for the very findings that they were shown."""
    keys = "\n".join(sorted({key_of(finding) for finding in findings}))
    return sha1(keys.encode(), usedforsecurity=False).hexdigest()


def counted(levels: Iterable[str]) -> list[tuple[Level, int]]:
    """How many of each level, the gravest first; levels without any are left out."""
    counts = Counter(levels)
    return [(level, counts[level]) for level in GRAVEST_FIRST if counts[level]]


@dataclass(frozen=True)
class Seat:
    """One place in a step; any one of ``holders`` (numbers of accounts) can take it."""

    key: str
    holders: frozenset[int]


@dataclass(frozen=True)
class Turn:
    """One step of a route: all of its seats have to say yes, or any one of them."""

    number: int
    seats: tuple[Seat, ...]
    needs_all: bool = False


@dataclass(frozen=True)
class Yes:
    """The account ``by`` said yes on one seat of the step ``turn``."""

    turn: int
    seat: str
    by: int


@dataclass(frozen=True)
class Chair:
    """A seat that somebody may take now; ``instead_of`` is the account that is away, if it is not one's own seat."""

    seat: str
    instead_of: int | None = None


def seats_in_office(turn: Turn, writers: Collection[int]) -> list[Seat]:
    """The seats of ``turn`` on which somebody sits who did not write the text."""
    return [seat for seat in turn.seats if seat.holders.difference(writers)]


def seats_open(turn: Turn, given: Iterable[Yes], writers: Collection[int]) -> list[Seat]:
    """The seats whose word is still wanted; none once ``turn`` is done."""
    said = {yes.seat for yes in given if yes.turn == turn.number}
    wanted = [seat for seat in seats_in_office(turn, writers) if seat.key not in said]
    return wanted if turn.needs_all or not said else []


def current_turn(turns: Sequence[Turn], given: Collection[Yes], writers: Collection[int]) -> Turn | None:
    """The step that waits now; nothing when all are done.

    A step on which nobody but the writers sits is passed over, as is one that
    nobody holds; the last step never is: somebody else has to say yes there.
    """
    decided = {yes.turn for yes in given}
    for turn in turns:
        if seats_open(turn, given, writers):
            return turn
    return turns[-1] if turns and turns[-1].number not in decided else None


def chairs_for(
    user: int, turn: Turn, given: Collection[Yes], *, writers: Collection[int], stands_in_for: Collection[int]
) -> tuple[Chair, ...]:
    """What ``user`` may decide in ``turn`` now: all of their own seats at once, else one seat of somebody away.

    Whoever wrote decides nothing, and nobody decides in their place; nobody decides twice in one step.
    """
    if user in writers or any(yes.turn == turn.number and yes.by == user for yes in given):
        return ()
    wanted = seats_open(turn, given, writers)
    if own := tuple(Chair(seat.key) for seat in wanted if user in seat.holders):
        return own
    away = ((seat, sorted(seat.holders.intersection(stands_in_for).difference(writers))) for seat in wanted)
    return next(((Chair(seat.key, absent[0]),) for seat, absent in away if absent), ())


def is_working_day(day: date) -> bool:
    """Whether the town hall is open."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def working_days_after(day: date, number: int) -> date:
    """The ``number``-th day after ``day`` on which the town hall is open."""
    while number > 0:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def monday_of(day: date) -> date:
    """The Monday on which the week of ``day`` begins."""
    return day - timedelta(days=day.weekday())


def mailing_day(monday: date) -> date:
    """The first day from ``monday`` on which the town hall is open; it may lie in a later week."""
    return working_days_after(monday - timedelta(days=1), 1)
