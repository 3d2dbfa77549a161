"""The strip above the documents: the kinds of agency that fit a question, each with whom to reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.core.doors import Door, Entry, doors
from search.domain.meaning import MOST_KINDS, Fit, Lexicon

# A kind stands in the strip when it fits at least this share of the best one, and at least so well.
OF_BEST: Final = 0.45
AT_LEAST: Final = 0.25


@dataclass(frozen=True)
class FittingKind:
    """One kind of agency, and its nearest entry where the town has one."""

    door: Door
    entry: Entry | None
    score: float


def good_enough(fits: Sequence[Fit]) -> list[Fit]:
    """The fits worth showing, best first; at most five."""
    if not fits:
        return []
    least = max(fits[0].score * OF_BEST, AT_LEAST)
    return [fit for fit in fits if fit.score >= least][:MOST_KINDS]


def strip(fits: Sequence[Fit], lexicon: Lexicon, *, area: str, now: datetime) -> list[FittingKind]:
    """The kinds that fit, best first, in at most two queries; ``area`` is a code, or empty."""
    known = {door.code: door for door in lexicon.knowledge.kinds}
    fitting = [fit for fit in good_enough(fits) if fit.code in known]
    if not fitting:
        return []
    entries = doors().entries([fit.code for fit in fitting], area=area, now=now)
    return [FittingKind(known[fit.code], entries.get(fit.code), fit.score) for fit in fitting]
