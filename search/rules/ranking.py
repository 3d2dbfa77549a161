"""How well a document answers a question, from the words it holds. The same for every engine.

An engine brings the documents that may fit; these rules put them in order.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

# How much a word counts by the field it stands in.
TITLE: Final = 1.0
CATEGORY: Final = 0.9
DESCRIPTION: Final = 0.6
BODY: Final = 0.5
ADDRESS: Final = 0.3
READING: Final = 0.85
# A whole phrase in a title or category, and one in a text, add this much of what its words weigh.
WHOLE_IN_TITLE: Final = 0.35
WHOLE_IN_TEXT: Final = 0.15
# A short title that says nothing else is the one that was meant.
EXACT: Final = 0.12
MISSED: Final = 0.3
RELATED: Final = 0.3
# What the fitting kind of agency adds to the words.
BY_KIND: Final = 0.75
# When a kind of document was named, its documents gain this much, and agencies gain only this share.
NAMED: Final = 0.15
AGENCY_WHEN_DOCUMENTS: Final = 0.8
ONE_OF_MANY: Final = 0.3
# Each further document of one kind steps back this much, so that the first page shows several doors.
_STEPS: Final = (1.0, 0.93, 0.86, 0.8, 0.75, 0.7)


class Held(NamedTuple):
    """The words of a document by field, each text beginning, ending and cut with spaces."""

    title: str
    category: str
    description: str
    body: str
    address: str
    readings: str

    @property
    def stored(self) -> str:
        """As a document keeps them: a line each."""
        return "\n".join(self)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a word: words in a row between spaces, and how far it may stand for what was typed."""

    text: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One word that was asked for, all ways to say it, and its weight."""

    ways: tuple[Way, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """What stood between two spaces: its words, the whole as one phrase, and its reading when it was only kana."""

    words: tuple[Asked, ...]
    phrase: str
    reading: str
    weight: float


def rarity(documents: int, of: int) -> float:
    """The weight of a word that ``documents`` of ``of`` documents hold (BM25's, never below a tenth)."""
    return max(log(1 + (of - documents + 0.5) / (documents + 0.5)), 0.1)


class Likeness:
    """Rates documents against one question."""

    def __init__(self, terms: Sequence[AskedTerm], related: Sequence[Asked] = ()) -> None:
        self._terms, self._related = terms, related
        self._total = sum([term.weight for term in terms])
        self._words = sum([len(term.words) for term in terms])
        self._texts = [way.text for term in terms for word in term.words for way in word.ways]
        self._further = [*(term.reading for term in terms if term.reading), *(word.ways[0].text for word in related)]

    def of(self, stored: str) -> float:
        """0 to about 1.5: the share of what was asked that the document holds, and where it holds it.

        ``stored`` are its words as ``Held.stored`` writes them; what an older version wrote holds nothing
        until search is rebuilt. Words that are only related to what was asked add a little.
        """
        # Most documents hold little of it: one look at all fields tells what.
        there = {text for text in self._texts if text in stored}
        if not there and not any(text in stored for text in self._further):
            return 0.0
        fields = stored.split("\n")
        if not self._total or len(fields) != len(Held._fields):
            return 0.0
        held = Held._make(fields)
        met, words_met, in_title = self._met(held, there)
        # What holds all the words is worth more than what holds one of them often.
        score = met / self._total * (1 - MISSED + MISSED * (words_met / self._words if self._words else 1))
        also = [word for word in self._related if word.ways[0].text in stored]
        if also:
            score += RELATED * sum([_best_field(held, word.ways)[0] * word.weight for word in also]) / self._total
        if in_title:
            score += EXACT * min(in_title / max(held.title.count(" ") - 1, 1), 1.0)
        return score

    def _met(self, held: Held, there: Collection[str]) -> tuple[float, int, int]:
        """What the terms are worth that it holds, how many words that are, and how many stand in its title."""
        met, words_met, in_title = 0.0, 0, 0
        for term in self._terms:
            of_words = 0.0
            for word in term.words:
                ways = [way for way in word.ways if way.text in there]
                if ways:
                    best, of_title = _best_field(held, ways)
                    of_words += best * word.weight
                    in_title += of_title
                    words_met += best > 0
            if len(term.words) > 1 and of_words:
                of_words += term.weight * _wholeness(held, term.phrase)
            if term.reading and term.reading in held.readings:
                of_words = max(of_words, READING * term.weight)
            met += of_words
        return met, words_met, in_title


def _best_field(held: Held, ways: Iterable[Way]) -> tuple[float, int]:
    best, in_title = 0.0, 0
    for way in ways:
        text, share = way.text, way.share
        if share <= best:
            continue
        if text in held.title:
            best, in_title = share * TITLE, 1
        elif text in held.category:
            best = max(best, share * CATEGORY)
        elif text in held.description:
            best = max(best, share * DESCRIPTION)
        elif text in held.body:
            best = max(best, share * BODY)
        elif text in held.address:
            best = max(best, share * ADDRESS)
    return best, in_title


def _wholeness(held: Held, phrase: str) -> float:
    if phrase in held.title or phrase in held.category:
        return WHOLE_IN_TITLE
    return WHOLE_IN_TEXT if phrase in held.description or phrase in held.body else 0.0


@dataclass(frozen=True)
class Lifts:
    """What lifts a document beside its words: how its kind of agency fits, and that its kind was named."""

    agency_types: Mapping[str, float]
    documents: frozenset[str] = frozenset()
    of_many: frozenset[str] = frozenset()

    def of(self, kind: str, agency_type: str) -> float:
        if agency_type:
            share = AGENCY_WHEN_DOCUMENTS if self.documents else 1.0
            if agency_type in self.of_many:
                share *= ONE_OF_MANY
            return BY_KIND * share * self.agency_types.get(agency_type, 0.0)
        return NAMED if kind in self.documents else 0.0


def in_order(
    scores: Mapping[int, float], kinds: Mapping[int, tuple[str, str]], lifts: Lifts, *, first: int
) -> list[int]:
    """Documents by score and by the fit of their kind, best first; the first ones show several kinds.

    ``scores`` and ``kinds`` (of the document, of the agency) are by document. Ties go by the
    lower number, so that the order is the same in every run.
    """
    lift = {kind: lifts.of(*kind) for kind in set(kinds.values())}
    lifted = {pk: scores[pk] + lift[kinds[pk]] for pk in sorted(scores)}
    # Sorting keeps the order of what is alike, backwards too.
    ranked = sorted(lifted, key=lifted.__getitem__, reverse=True)
    if not lifts.agency_types:
        return ranked
    queues: dict[str, list[int]] = {}
    for pk in ranked[: first * 3]:
        queues.setdefault(kinds[pk][1], []).append(pk)
    # Within a kind the order stays: only the first of each can be next, at what it is worth then.
    waiting = {code: deque(pks) for code, pks in queues.items()}
    worth = {code: lifted[pks[0]] for code, pks in waiting.items()}
    chosen: list[int] = []
    seen: Counter[str] = Counter()
    while worth and len(chosen) < first:
        code = max(worth, key=worth.__getitem__)
        chosen.append(waiting[code].popleft())
        seen[code] += 1
        if waiting[code]:
            step = _STEPS[min(seen[code], len(_STEPS) - 1)] if code else 1.0
            worth[code] = lifted[waiting[code][0]] * step
        else:
            del worth[code]
    taken = frozenset(chosen)
    return [*chosen, *(pk for pk in ranked if pk not in taken)]
