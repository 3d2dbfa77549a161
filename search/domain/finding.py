"""From a question to one page of answers, over whatever engine ranks.

The documents, their filters and their words always come from the table of
documents: what is not there cannot appear, whatever an engine says.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Final

from search.domain.analysis import Clause, Query, Term, query_of
from search.domain.meaning import MOST_KINDS, Fit, Lexicon, Related, current_lexicon
from search.domain.spelling import correction, known_words, words_to_look_up
from search.models import Document
from search.rules import PAGE_SIZE, Candidate, Narrowing, Question, cleaned, facets, narrowed
from search.rules.ranking import Asked, AskedTerm, Lifts, Way, in_order, likeness, rarity

if TYPE_CHECKING:
    from search.domain.engines.base import Found, Ranker

# This many are filtered and counted; nobody reads further.
CANDIDATES: Final = 200
# This many are ranked by all their words; behind them the engine's own order will do.
RANKED: Final = 80
# A word that this share of the documents hold finds nothing by itself when rarer ones were asked for.
COMMON: Final = 0.06
COMMON_AT_LEAST: Final = 300
# Rarer words come first: once they bring so many documents, more common ones bring nothing that would be read.
ENOUGH: Final = 500
# Up to so many documents, phrases are not asked for beside their own words.
FEW: Final = 500
# A related word must be rarer still.
COMMON_RELATED: Final = 0.02
# Of each fitting kind of agency this many are looked at, whatever words they hold.
OF_EACH_KIND: Final = 10
# From here on a kind of agency has so many that it lifts each of them less.
MANY: Final = 60
# A kind that fits less than this share of the best one lifts nothing.
_FITTING: Final = 0.45


def find(question: Question, *, ranker: "Ranker", using: str, now: datetime) -> "Found":
    """Answer a question with one page of documents; ``now`` is aware."""
    from search.domain.engines.base import Found  # noqa: PLC0415 -- engines are built upon this

    lexicon = current_lexicon()
    meant = "" if question.as_typed else _meant(question.text, lexicon, ranker)
    text = meant or question.text
    query = query_of(text, lexicon)
    if not query.terms:
        return Found()
    understood = lexicon.understood(text)
    fits = understood.fits[: MOST_KINDS * 2]
    search = _Search(query, understood.related, ranker, using)
    candidates, in_full = search.candidates(question.narrowing, Lifts(_lifting(fits), understood.documents), now)
    passing = narrowed(candidates, question.narrowing)
    page = max(min(question.page, ceil(len(passing) / PAGE_SIZE)), 1)
    shown = [candidate.pk for candidate in passing[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    return Found(
        documents=tuple(Document.objects.using(using).shown(shown)),
        total=len(passing),
        page=page,
        there_are_more=not in_full,
        facets=facets(candidates, question.narrowing),
        fits=fits,
        query=query,
        meant=meant,
    )


def _meant(text: str, lexicon: Lexicon, ranker: "Ranker") -> str:
    """What was meant where something mistyped stands in no document; "" when the question is taken as it is."""
    put_right = correction(cleaned(text), known_words(lexicon))
    if put_right is None or any(_stands_somewhere(part, ranker) for part in put_right.replaced):
        return ""
    return put_right.text


def _stands_somewhere(part: str, ranker: "Ranker") -> bool:
    words, pairs = words_to_look_up(part)
    ways = [Clause(words)] if words else []
    if pairs:
        ways.append(Clause(pairs, in_readings=True))
    return bool(ranker.best(Query(telling=tuple(ways)), Narrowing(), 1)) if ways else False


class _Search:
    """One question on its way through the index."""

    def __init__(self, query: Query, related: Sequence[Related], ranker: "Ranker", using: str) -> None:
        self._ranker = ranker
        self._documents = Document.objects.using(using)
        words = {way.words[0] for term in query.terms for word in term.words for way in word.ways}
        self._counted, self._of = ranker.frequencies(sorted(words | {near.word for near in related}))
        most = max(int(self._of * COMMON_RELATED), COMMON_AT_LEAST // 10)
        self._related = [near for near in related if 0 < self._counted.get(near.word, 0) <= most]
        further = tuple(Clause((near.word,)) for near in self._related)
        self._query = replace(query, telling=telling(query, self._counted, self._of) + further)

    def candidates(self, narrowing: Narrowing, lifts: Lifts, now: datetime) -> tuple[list[Candidate], bool]:
        """The documents that may answer, best first, and whether these are all."""
        best = self._ranked(Narrowing(), now)
        in_full = len(best) < CANDIDATES
        # Some of what the filters ask for may lie below the best: fetch those too.
        further = narrowing and not in_full
        among = self._ranked(narrowing, now) if further else []
        several, counted = self._documents.some_of_each_kind(
            list(lifts.agency_types), narrowing, most=OF_EACH_KIND, up_to=MANY, now=now
        )
        # One of hundreds of clinics is hardly the right one, unless its words say so.
        many = frozenset(code for code, number in counted.items() if number >= MANY)
        ranked = {one.pk: one for one in [*best[:RANKED], *among[:RANKED], *several]}
        there = ranked | {one.pk: one for one in [*best, *among]}
        order = dict.fromkeys([*self._in_order(ranked, replace(lifts, of_many=many)), *there])
        return [there[pk] for pk in order], in_full

    def _ranked(self, narrowing: Narrowing, now: datetime) -> list[Candidate]:
        return self._ranker.candidates(self._query, narrowing, CANDIDATES, now=now, worded=RANKED)

    def _in_order(self, ranked: Mapping[int, Candidate], lifts: Lifts) -> list[int]:
        """These documents by all their words, best first."""
        asked = [_asked_term(term, self._counted, self._of) for term in self._query.terms]
        near = [
            Asked((Way(f" {word.word} "),), rarity(self._counted.get(word.word, 0), self._of) * word.share)
            for word in self._related
        ]
        scores = {pk: likeness(one.words, asked, near) for pk, one in ranked.items()}
        kinds = {pk: (one.kind, one.agency_type) for pk, one in ranked.items()}
        return in_order(scores, kinds, lifts, first=PAGE_SIZE * 2)


def telling(query: Query, counted: Mapping[str, int], of: int) -> tuple[Clause, ...]:
    """The clauses without the words that a good part of the documents hold, as long as others find something.

    A phrase finds nothing new beside one of its own words: it only brings the right ones to the top
    where more are found than are ranked by all their words, and costs as much as several words.
    """
    most = max(int(of * COMMON), COMMON_AT_LEAST)
    rare = {clause.words[0] for clause in query.any_of if _is_word(clause) and counted.get(clause.words[0], 0) <= most}
    single = _rarest_of(rare, query, counted)
    covered = rare if sum(counted.get(word, 0) for word in rare) <= FEW else frozenset()
    kept = tuple(
        clause
        for clause in query.any_of
        if clause.in_readings or (clause.words[0] in single if _is_word(clause) else covered.isdisjoint(clause.words))
    )
    found_alone = any(
        clause.in_readings or clause.is_prefix or (_is_word(clause) and counted.get(clause.words[0])) for clause in kept
    )
    return kept if found_alone else query.any_of


def _rarest_of(rare: set[str], query: Query, counted: Mapping[str, int]) -> set[str]:
    """The rarest of these words of each term, and further ones, rarer first, until they bring enough."""
    kept = {min(there, key=counted.__getitem__) for term in query.terms if (there := _standing(term, rare, counted))}
    total = sum(counted[word] for word in kept)
    for word in sorted(rare - kept, key=lambda word: (counted.get(word, 0), word)):
        total += counted.get(word, 0)
        if total > ENOUGH:
            break
        kept.add(word)
    return kept


def _standing(term: Term, rare: Collection[str], counted: Mapping[str, int]) -> list[str]:
    words = [way.words[0] for word in term.words for way in word.ways if _is_word(way)]
    return [word for word in words if word in rare and counted.get(word)]


def _is_word(clause: Clause) -> bool:
    return len(clause.words) == 1 and not clause.in_readings


def _lifting(fits: Sequence[Fit]) -> dict[str, float]:
    strong = [fit for fit in fits[:MOST_KINDS] if fit.score >= fits[0].score * _FITTING]
    return {fit.code: fit.score for fit in strong}


def _asked_term(term: Term, counted: Mapping[str, int], of: int) -> AskedTerm:
    words = tuple(
        Asked(tuple(Way(_spaced(way), way.weight) for way in word.ways), _rarest(word.ways, counted, of))
        for word in term.words
    )
    weight = sum(word.weight for word in words) or rarity(0, max(of, 1))
    return AskedTerm(words, _spaced(term.phrase) if term.phrase else "", term.katakana, weight)


def _rarest(ways: Iterable[Clause], counted: Mapping[str, int], of: int) -> float:
    """An alias weighs what the most common way to say it weighs, a phrase what one rare word does."""
    weights = [rarity(counted.get(way.words[0], 0), of) for way in ways if len(way.words) == 1]
    return min(weights, default=rarity(1, max(of, 1)))


def _spaced(clause: Clause) -> str:
    return f" {' '.join(clause.words)}" if clause.is_prefix else f" {' '.join(clause.words)} "
