"""From a question to one page of answers, over whatever engine ranks.

The documents, their filters and their words always come from the table of
documents: what is not there cannot appear, whatever an engine says.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from math import ceil
from typing import TYPE_CHECKING, Final

from search.domain.analysis import Clause, Query, Term, Word, kept_texts, query_of
from search.domain.knowledge import NO_TABLES
from search.domain.lexicons import current_lexicon, known_lexicon
from search.domain.meaning import MOST_KINDS, Fit, Lexicon, Related
from search.domain.spelling import correction, known_words, words_to_look_up
from search.models import Document
from search.rules import PAGE_SIZE, Candidate, Narrowing, Question, cleaned, facets, narrowed
from search.rules.ranking import Asked, AskedTerm, Lifts, Likeness, Way, in_order, rarity

if TYPE_CHECKING:
    from search.domain.engines.base import Found, LookedUp, Ranker

# This many are filtered and counted; nobody reads further.
CANDIDATES: Final = 200
# This many are ranked by all their words, and among many documents one more for so many of them, up to a limit;
# behind them the engine's own order will do.
RANKED: Final = 80
ONE_MORE_FOR: Final = 400
MOST_RANKED: Final = 120
# A word that this share of the documents hold finds nothing by itself when rarer ones were asked for.
COMMON: Final = 0.04
COMMON_AT_LEAST: Final = 300
# Rarer words come first: once they bring this share of the documents, more common ones bring nothing worth reading.
ENOUGH: Final = 0.01
ENOUGH_AT_LEAST: Final = 200
# Below this a further word is looked for, however much it brings.
TOO_FEW: Final = 100
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
    lexicon = known_lexicon()
    search = _Search(question, lexicon, ranker, using, now)
    if not search.still_stands:
        # Staff have changed meanwhile what this process knew: that is in force at once.
        lexicon = current_lexicon()
        search = _Search(question, lexicon, ranker, using, now)
    if search.is_mistaken:
        search = _Search(question, lexicon, ranker, using, now, is_as_typed=not search.is_as_typed)
    return search.found()


class _Search:
    """One question on its way through the index.

    Where something looks mistyped, it is guessed whether it stands in a document nevertheless, and is then meant as it
    was typed; what the index says to that comes with the answer. ``is_as_typed`` says it beforehand.
    """

    def __init__(
        self,
        question: Question,
        lexicon: Lexicon,
        ranker: "Ranker",
        using: str,
        now: datetime,
        *,
        is_as_typed: bool | None = None,
    ) -> None:
        self._question, self._lexicon, self._ranker, self._now = question, lexicon, ranker, now
        self._documents = Document.objects.using(using)
        meant = None if question.as_typed else correction(cleaned(question.text), known_words(lexicon))
        self._doubt = _ways_to_stand(meant.replaced) if meant and is_as_typed is None else ()
        self.is_as_typed = self._probably_stands() if is_as_typed is None else is_as_typed
        self._meant = "" if meant is None or self.is_as_typed else meant.text
        text = self._meant or question.text
        self._query = query_of(text, lexicon)
        if self._query.terms:
            understood = lexicon.understood(text)
            self._fits = understood.fits[: MOST_KINDS * 2]
            self._lifts = Lifts(_lifting(self._fits), understood.documents)
            self._ask_for_what_tells(understood.related)
            self._looked_up = self._look_up()

    def _probably_stands(self) -> bool:
        # A reading is made of pairs that stand everywhere: of those one can say nothing.
        phrases = [clause.words for clause in self._doubt if not clause.in_readings]
        if not phrases:
            return False
        counted, _of = self._ranker.frequencies(sorted(set().union(*phrases)))
        return any(all(word in counted for word in words) for words in phrases)

    @property
    def is_mistaken(self) -> bool:
        """Whether the index says otherwise than was guessed."""
        return bool(self._query.terms and self._doubt) and self._looked_up.is_there != self.is_as_typed

    @property
    def still_stands(self) -> bool:
        """Whether the knowledge is still what the question was understood by."""
        if not self._query.terms:
            return True
        return self._looked_up.stamp == self._lexicon.version and not self._looked_up.is_outdated

    def found(self) -> "Found":
        from search.domain.engines.base import Found  # noqa: PLC0415 -- engines are built upon this

        if not self._query.terms:
            return Found()
        narrowing = self._question.narrowing
        candidates, in_full = self._candidates(narrowing)
        passing = narrowed(candidates, narrowing)
        page = max(min(self._question.page, ceil(len(passing) / PAGE_SIZE)), 1)
        shown = self._documents.shown([one.pk for one in passing[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]])
        return Found(
            documents=tuple([document for document, _cuts in shown]),
            kept={text: cut for document, cuts in shown for text, cut in kept_texts(document, cuts)},
            total=len(passing),
            page=page,
            there_are_more=not in_full,
            facets=facets(candidates, narrowing),
            fits=self._fits,
            query=self._query,
            meant=self._meant,
        )

    def _ask_for_what_tells(self, related: Sequence[Related]) -> None:
        words = {way.words[0] for term in self._query.terms for word in term.words for way in word.ways}
        heard = {pair for term in self._query.terms if term.reading for pair in term.reading.words}
        self._counted, self._of = self._ranker.frequencies(sorted(words | heard | {near.word for near in related}))
        self._ranked = min(max(RANKED, self._of // ONE_MORE_FOR), MOST_RANKED)
        most = max(int(self._of * COMMON_RELATED), COMMON_AT_LEAST // 10)
        self._related = [near for near in related if 0 < self._counted.get(near.word, 0) <= most]
        further = tuple(Clause((near.word,)) for near in self._related)
        self._query = replace(self._query, telling=telling(self._query, self._counted, self._of, further))

    def _look_up(self) -> "LookedUp":
        looked_up = self._asked_for()
        if not looked_up.best and any(clause.in_names for clause in self._query.telling):
            # Many documents hold it, and none is called so.
            self._query = replace(self._query, telling=())
            return self._asked_for()
        return looked_up

    def _asked_for(self) -> "LookedUp":
        from search.domain.engines.base import Wanted  # noqa: PLC0415 -- engines are built upon this

        wanted = Wanted(
            self._query,
            tuple(self._lifts.agency_types),
            self._question.narrowing,
            self._now,
            worded=self._ranked,
            has_stamp=self._lexicon.version != NO_TABLES,
            doubt=self._doubt,
        )
        return self._ranker.looked_up(wanted)

    def _candidates(self, narrowing: Narrowing) -> tuple[list[Candidate], bool]:
        """The documents that may answer, best first, and whether these are all."""
        looked_up = self._looked_up
        best = looked_up.best
        in_full = len(best) < CANDIDATES
        # Some of what the filters ask for may lie below the best: fetch those too.
        further = narrowing and not in_full
        among = self._ranker.candidates(self._query, narrowing, now=self._now, worded=self._ranked) if further else []
        # One of hundreds of clinics is hardly the right one, unless its words say so.
        many = frozenset(code for code, number in looked_up.counted.items() if number >= MANY)
        ranked = {one.pk: one for one in [*best[: self._ranked], *among[: self._ranked], *looked_up.several]}
        there = ranked | {one.pk: one for one in [*best, *among]}
        order = dict.fromkeys([*self._in_order(ranked, replace(self._lifts, of_many=many)), *there])
        return [there[pk] for pk in order], in_full

    def _in_order(self, ranked: Mapping[int, Candidate], lifts: Lifts) -> list[int]:
        """These documents by all their words, best first."""
        asked = [_asked_term(term, self._counted, self._of) for term in self._query.terms]
        near = [
            Asked((Way(f" {word.word} "),), rarity(self._counted.get(word.word, 0), self._of) * word.share)
            for word in self._related
        ]
        likeness = Likeness(asked, near)
        scores = {pk: likeness.of(one.words) for pk, one in ranked.items()}
        kinds = {pk: (one.kind, one.agency_type) for pk, one in ranked.items()}
        return in_order(scores, kinds, lifts, first=PAGE_SIZE * 2)


def _ways_to_stand(replaced: Iterable[str]) -> tuple[Clause, ...]:
    """Where any of these clauses is met, one of the words that look mistyped stands in a document."""
    clauses: list[Clause] = []
    for part in replaced:
        words, pairs = words_to_look_up(part)
        clauses += [Clause(words)] if words else []
        clauses += [Clause(pairs, in_readings=True)] if pairs else []
    return tuple(clauses)


def telling(query: Query, counted: Mapping[str, int], of: int, further: tuple[Clause, ...] = ()) -> tuple[Clause, ...]:
    """The clauses without what a good part of the documents hold, as long as others find something.

    ``further`` clauses, of related words, are added.
    A phrase finds nothing new beside one of its own words: it only brings the right ones to the top
    where more are found than are ranked by all their words, and costs as much as several words.
    """
    most = max(int(of * COMMON), COMMON_AT_LEAST)
    rare = {clause.words[0] for clause in query.clauses if _is_word(clause) and counted.get(clause.words[0], 0) <= most}
    single = _rarest_of(rare, query, counted, max(int(of * ENOUGH), ENOUGH_AT_LEAST))
    covered = rare if sum(counted.get(word, 0) for word in rare) <= FEW else frozenset()

    def is_kept(clause: Clause) -> bool:
        if clause.in_readings:
            # No more documents can sound so than hold the rarest pair.
            return clause.is_prefix or min([counted.get(pair, 0) for pair in clause.words]) <= most
        return clause.words[0] in single if _is_word(clause) else covered.isdisjoint(clause.words)

    kept = tuple([clause for clause in query.clauses if is_kept(clause)])
    found_alone = further or any(
        clause.in_readings or clause.is_prefix or (_is_word(clause) and counted.get(clause.words[0])) for clause in kept
    )
    if found_alone:
        return kept + further
    # Of what so many documents hold, those are meant that are called so.
    return tuple(
        [replace(one, in_names=_is_word(one) and counted.get(one.words[0], 0) > most) for one in query.clauses]
    )


def _rarest_of(rare: set[str], query: Query, counted: Mapping[str, int], enough: int) -> set[str]:
    """The rarest of these words of each term, and further ones, rarer first, until they bring ``enough`` documents.

    All ways to say a word count as one: else the rarest of them would take the place of the one that was typed.
    """

    def documents(ways: Collection[str]) -> int:
        return sum([counted.get(way, 0) for way in ways])

    terms = [[_ways(word, rare) for word in term.words] for term in query.terms]
    kept = [min(there, key=documents) for words in terms if (there := list(filter(documents, words)))]
    total = sum(map(documents, kept))
    for ways in sorted([ways for words in terms for ways in words], key=lambda ways: (documents(ways), sorted(ways))):
        if ways not in kept:
            if total >= TOO_FEW and total + documents(ways) > enough:
                break
            total += documents(ways)
            kept.append(ways)
    return set().union(*kept)


def _ways(word: Word, rare: Collection[str]) -> frozenset[str]:
    return frozenset(way.words[0] for way in word.ways if _is_word(way) and way.words[0] in rare)


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
