"""From a resident's words to the kinds of agency that help.

Every kind of agency has phrases: its names, and what residents say when they
need it. A question is compared with all of them by the words they share; a
word counts the more the fewer kinds of agency it speaks of.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log
from typing import Final

from portal.core.japanese import tokens
from portal.core.kana import fold_width, read_aloud
from search.domain.analysis import as_reading
from search.domain.cutting import content_word
from search.domain.hearing import NO_SOUNDS, Sounds
from search.domain.knowledge import NO_TABLES, Knowledge, document_words

MOST_KINDS: Final = 5
_PHRASES_LOOKED_AT: Final = 60
# What a phrase is worth by where it stands.
_NAME: Final = 1.0
_NEED: Final = 1.0
_SENTENCE: Final = 0.9
_CATEGORY: Final = 0.7
_DESCRIPTION: Final = 0.35
# The first helper of a need counts whole, the later ones less; those who help second, less again.
_BY_RANK: Final = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66)
_NEAR: Final = 0.5
_LEAST: Final = 0.2
_DENIALS: Final = frozenset({"ない", "無い", "ず", "ぬ", "まい"})
_DENIED: Final = "¬"
# What begins with these stands for an alias or a denial and is in no document.
_MADE_UP: Final = "=¬"
_RELATED_FROM: Final = 0.5
_RELATED_NEEDS: Final = 3
_RELATED_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a kind of agency fits a question, 0 to 1, and the phrase that says so."""

    code: str
    score: float
    phrase: str


@dataclass(frozen=True, slots=True)
class Related:
    """A word that was not typed, but is spoken of in the same need; ``share`` is 0 to 1."""

    word: str
    share: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means: the kinds of agency that fit, best first, related words, and kinds of documents named."""

    fits: tuple[Fit, ...] = ()
    related: tuple[Related, ...] = ()
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Phrase:
    text: str
    helpers: tuple[tuple[str, float], ...]
    size: float = 0.0
    is_name: bool = False
    need: str = ""


@dataclass(eq=False)
class Lexicon:
    """The knowledge, made ready for questions. Build it once; it is not changed afterwards."""

    knowledge: Knowledge
    # The stamp under which it was read.
    version: int = NO_TABLES
    phrases: list[Phrase] = field(default_factory=list)
    same: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    readings: dict[str, set[int]] = field(default_factory=dict)
    sounds: Sounds = NO_SOUNDS
    _by_word: dict[str, list[int]] = field(default_factory=dict)
    _weights: dict[str, float] = field(default_factory=dict)
    _spoken_in: dict[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    _alias_by_reading: dict[str, int] = field(default_factory=dict)
    # How each name and alias is written, by its reading.
    _names: dict[str, str] = field(default_factory=dict)
    _documents: dict[str, set[str]] = field(default_factory=dict)
    _rare: float = 0.0

    @classmethod
    def of(cls, knowledge: Knowledge, *, version: int = NO_TABLES) -> "Lexicon":
        lexicon = cls(knowledge, version)
        lexicon._learn_aliases()
        lexicon._learn_phrases()
        lexicon._learn_documents()
        lexicon.sounds = Sounds.of(lexicon._texts())
        return lexicon

    # -- words ---------------------------------------------------------------

    def words(self, text: str) -> list[str]:
        """The content words of a text in order; words that staff hold to be the same become one."""
        return self.united(_cut(text))

    def united(self, words: Sequence[str]) -> list[str]:
        united: list[str] = []
        at = 0
        while at < len(words):
            for alias, group in self.same.get(words[at], ()):
                if tuple(words[at : at + len(alias)]) == alias:
                    united.append(f"={group}")
                    at += len(alias)
                    break
            else:
                united.append(words[at])
                at += 1
        return united

    def alternatives(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
        """Where in ``words`` an alias stands (from, to) and all the texts that mean the same."""
        at = 0
        while at < len(words):
            for alias, group in self.same.get(words[at], ()):
                if tuple(words[at : at + len(alias)]) == alias:
                    yield at, at + len(alias), list(self.knowledge.aliases[group])
                    at += len(alias)
                    break
            else:
                at += 1

    # -- kinds ---------------------------------------------------------------

    def fits(self, text: str) -> list[Fit]:
        """The kinds of agency that fit, best first; none when nothing is alike."""
        return list(self.understood(text).fits)

    def understood(self, text: str) -> Understood:
        """Compare a question with all that staff know."""
        # Cut anew each time: what somebody asks is kept nowhere, not even in memory.
        written = " ".join(map(self.written, fold_width(text).split()))
        asked = set(self.united(_cut.__wrapped__(written))) | {f"={group}" for group in self._groups_heard(text)}
        weights = {word: self._weights.get(word, self._rare) for word in asked}
        alike = self._alike(asked, weights, sum(weights.values()), text)
        best: dict[str, tuple[float, str]] = {}
        missed: dict[str, float] = {}
        for phrase, score in alike:
            for code, share in phrase.helpers:
                worth = score * share
                missed[code] = missed.get(code, 1.0) * (1 - 0.5 * worth)
                if code not in best or worth > best[code][0]:
                    best[code] = worth, phrase.text
        scores = {code: worth + (1 - worth) * 0.5 * (1 - missed[code]) for code, (worth, _text) in best.items()}
        # Of those that fit alike, the one that more phrases speak for.
        order = sorted((-score, missed[code], code) for code, score in scores.items() if score >= _LEAST)
        fitting = [Fit(code, -score, best[code][1]) for score, _missed, code in order]
        documents = frozenset(kind for word in asked for kind in self._documents.get(word, ()))
        return Understood(tuple(fitting), tuple(self._related(alike, asked)), documents)

    def written(self, term: str) -> str:
        """What stood between two spaces, with known words that are typed in kana as the knowledge writes them."""
        return self._names.get(as_reading(term)) or self.sounds.written(term)

    def sounding_like(self, katakana: str) -> list[str]:
        """All texts of the alias that sounds so: はろわ is ハロワ is ハローワーク."""
        group = self._alias_by_reading.get(katakana)
        return [] if group is None else list(self.knowledge.aliases[group])

    def _groups_heard(self, text: str) -> Iterator[int]:
        for term in fold_width(text).split():
            katakana = as_reading(term)
            if katakana and (group := self._alias_by_reading.get(katakana)) is not None:
                yield group

    def _related(self, alike: Sequence[tuple[Phrase, float]], asked: set[str]) -> Iterator[Related]:
        shares: dict[str, float] = {}
        needs: dict[str, float] = {}
        for phrase, score in alike:
            if phrase.need and score >= _RELATED_FROM:
                needs.setdefault(phrase.need, score)
        for need in list(needs)[:_RELATED_NEEDS]:
            for word, share in self._spoken_in.get(need, ()):
                if word not in asked:
                    shares[word] = max(shares.get(word, 0.0), share * needs[need])
        best = sorted(shares, key=lambda word: (-shares[word], word))[:_RELATED_WORDS]
        yield from (Related(word, shares[word]) for word in best)

    def _alike(self, asked: set[str], weights: dict[str, float], total: float, text: str) -> list[tuple[Phrase, float]]:
        shared: dict[int, float] = defaultdict(float)
        for word in asked:
            for number in self._by_word.get(word, ()):
                shared[number] += weights[word]
        found = [
            (self.phrases[number], _alikeness(common, self.phrases[number].size, total))
            for number, common in shared.items()
        ]
        for term in fold_width(text).split():
            if katakana := as_reading(term):
                found += [(self.phrases[number], 1.0) for number in self.readings.get(katakana, ())]
        found.sort(key=lambda pair: -pair[1])
        return found[:_PHRASES_LOOKED_AT]

    # -- building ------------------------------------------------------------

    def _learn_aliases(self) -> None:
        for number, group in enumerate(self.knowledge.aliases):
            for text in group:
                words = _cut(text)
                if len(heard := as_reading(fold_width(text)) or _reading(text)) > 1:
                    self._alias_by_reading.setdefault(heard, number)
                    self._names.setdefault(heard, text)
                if words:
                    self.same.setdefault(words[0], []).append((words, number))
        for entries in self.same.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _learn_phrases(self) -> None:
        raw = [(phrase, frozenset(self.words(phrase.text))) for phrase in self._raw_phrases()]
        spoken_of: dict[str, set[str]] = defaultdict(set)
        for phrase, words in raw:
            for word in words:
                spoken_of[word].update(code for code, share in phrase.helpers if share >= _NEAR)
        many = max(len(self.knowledge.kinds), 1)
        self._rare = log(1 + many)
        self._weights = {word: log(1 + many / len(codes)) for word, codes in spoken_of.items() if codes}
        in_needs: dict[str, Counter[str]] = defaultdict(Counter)
        for phrase, words in raw:
            number = len(self.phrases)
            size = sum(self._weights.get(word, self._rare) for word in words)
            self.phrases.append(replace(phrase, size=size))
            for word in words:
                self._by_word.setdefault(word, []).append(number)
            if phrase.need:
                in_needs[phrase.need].update(word for word in words if word[0] not in _MADE_UP)
            if phrase.is_name and (reading := _reading(phrase.text)):
                self.readings.setdefault(reading, set()).add(number)
                self._names.setdefault(reading, phrase.text)
        self._spoken_in = {need: self._most_telling(counted) for need, counted in in_needs.items()}

    def _learn_documents(self) -> None:
        for kind, texts in document_words().items():
            for text in texts:
                for word in self.words(text):
                    self._documents.setdefault(word, set()).add(kind)

    def _most_telling(self, counted: Counter[str]) -> tuple[tuple[str, float], ...]:
        """The words of a need by how often and how rarely they are spoken, with shares of the first."""
        worth = {word: self._weights.get(word, self._rare) * (1 + log(count)) for word, count in counted.items()}
        best = sorted(worth, key=lambda word: (-worth[word], word))[:_RELATED_WORDS]
        return tuple((word, worth[word] / worth[best[0]]) for word in best)

    def _texts(self) -> Iterator[str]:
        yield from (phrase.text for phrase in self.phrases)
        for group in self.knowledge.aliases:
            yield from group

    def _raw_phrases(self) -> Iterator[Phrase]:
        for door in self.knowledge.kinds:
            yield Phrase(door.label, ((door.code, _NAME),), is_name=True)
            yield from (Phrase(text, ((door.code, _NAME),), is_name=True) for text in door.aliases)
            yield from (Phrase(text, ((door.code, _SENTENCE),)) for text in door.when_to_come)
            yield from (Phrase(text, ((door.code, _CATEGORY),), is_name=True) for text in door.categories)
            if door.description:
                yield Phrase(door.description, ((door.code, _DESCRIPTION),))
        for need in self.knowledge.needs:
            helpers = tuple(_ranked(need.helps, _NEED) + _ranked(need.near, _NEAR))
            yield from (Phrase(text, helpers, need=need.code) for text in (need.title, *need.words))


def _ranked(codes: Sequence[str], worth: float) -> list[tuple[str, float]]:
    return [(code, worth * _BY_RANK[min(rank, len(_BY_RANK) - 1)]) for rank, code in enumerate(codes)]


def _alikeness(common: float, of_phrase: float, of_question: float) -> float:
    """0 to 1: how much of the phrase was asked for, and how much of the question the phrase takes up."""
    if not common or not of_phrase or not of_question:
        return 0.0
    return (common / of_phrase) * (0.25 + 0.75 * common / of_question)


# Phrases repeat when the knowledge is read again.
@lru_cache(maxsize=50_000)
def _cut(text: str) -> tuple[str, ...]:
    """The content words in order; what is denied is a further word: 行けない is not 行ける."""
    words: list[str] = []
    spoken = ""
    for token in tokens(fold_width(text)):
        if word := content_word(token):
            words.append(word)
            spoken = word
        elif spoken and token.normalized in _DENIALS:
            words.append(_DENIED + spoken)
    return tuple(words)


def _reading(text: str) -> str:
    return "".join(read_aloud(token) for token in tokens(fold_width(text)))
