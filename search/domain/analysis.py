"""One analysis for every engine: the same words go into each index and into each query.

An engine stores and compares words; it never cuts Japanese itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from operator import add
from typing import Final, NamedTuple, Protocol

from portal.core.indexing import SearchDocument
from portal.core.japanese import Token, normalized, tokens
from portal.core.kana import fold_width, to_katakana
from search.domain.cutting import KEPT, Cut, content, content_word, cut_text, cut_texts
from search.models import without_nul
from search.rules import MOST_TERMS, cleaned

# A body longer than this adds weight to the index and nothing to the finding.
LONGEST_BODY: Final = 20_000
# Ranking looks at this many different words of a body; finding looks at all.
MOST_BODY_WORDS: Final = 150
# Another word for the same counts a little less than the word itself.
SAME: Final = 0.92
_PARTS_OF_WORDS: Final = frozenset({"接頭辞", "接尾辞"})
_KANA: Final = re.compile(r"^[ァ-ヺー]+$")
_NOT_KANA: Final = re.compile(r"[^ァ-ヺー]+")
_WORD: Final = re.compile(r"\w")


class Words(NamedTuple):
    """The words of a document by field; ``kana`` holds readings as katakana bigrams.

    The first ``standing`` of these are of category and description, which many documents share.
    """

    title: tuple[str, ...]
    kana: tuple[str, ...]
    category: tuple[str, ...]
    description: tuple[str, ...]
    body: tuple[str, ...]
    address: tuple[str, ...]
    standing: int = 0
    reading: str = ""
    # What of title, description, body and address is kept for excerpts, a line each.
    cuts: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must stand one after the other."""

    words: tuple[str, ...]
    in_readings: bool = False
    is_prefix: bool = False
    weight: float = 1.0
    # Only titles and categories count.
    in_names: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One thing that was asked for; each clause is a way to say it, the first as it was typed."""

    ways: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What stood between two spaces."""

    words: tuple[Word, ...]
    phrase: Clause | None = None
    reading: Clause | None = None
    katakana: str = ""
    # Nothing but words that join others: it counts only when nothing else was asked.
    is_loose: bool = False


@dataclass(frozen=True)
class Query:
    """What was asked, term by term. A document is found when it meets any clause of ``any_of``."""

    terms: tuple[Term, ...] = ()
    # The clauses worth looking for, where it is known that others find half the town.
    telling: tuple[Clause, ...] = ()
    # What was typed between two spaces, folded, and all its words that carry meaning.
    typed: tuple[str, ...] = ()
    cut: tuple[Token, ...] = ()

    @property
    def any_of(self) -> tuple[Clause, ...]:
        """What is looked for."""
        return self.telling or self.clauses

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All that was asked, in every way to say it."""
        return tuple(dict.fromkeys(clause for term in self.terms for clause in _clauses(term)))[: MOST_TERMS * 4]

    @cached_property
    def all_of(self) -> tuple[Clause, ...]:
        """Single words that a document should all hold; empty where it would say nothing new."""
        single = tuple(word.ways[0] for term in self.terms for word in term.words if len(word.ways[0].words) == 1)
        return single if len(single) > 1 else ()


class Meaning(Protocol):
    """Knows which words mean the same."""

    def alternatives(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[str]]]:
        """Where in ``words`` an alias stands (from, to), and all texts that mean the same."""

    def sounding_like(self, katakana: str) -> list[str]:
        """All texts of the alias that sounds so."""

    def written(self, term: str) -> str:
        """What was typed in kana alone, with the words in it as they are written."""


def words_of(documents: Sequence[SearchDocument]) -> list[Words]:
    """Cut documents into the words that are indexed; many together take half as long."""
    titles = cut_texts([without_nul(document.title) for document in documents])
    bodies = cut_texts([without_nul(document.body)[:LONGEST_BODY] for document in documents])
    addresses = cut_texts([without_nul(document.address) for document in documents])
    return list(map(_words, documents, titles, bodies, addresses))


def _words(document: SearchDocument, title: Cut, body: Cut, address: Cut) -> Words:
    category, description = _reread(without_nul(document.category)), _reread(without_nul(document.description))
    given, title_read = _NOT_KANA.sub("", to_katakana(fold_width(document.kana))), title.reading
    shared = {read.reading: read.pairs for read in (category, description)}
    own = [katakana for katakana in dict.fromkeys([given, title_read]) if katakana not in shared]
    standing = tuple(chain.from_iterable(shared.values()))
    return Words(
        title=title.words,
        kana=(*standing, *chain.from_iterable(map(bigrams, own))),
        standing=len(standing),
        category=category.words,
        description=description.words,
        body=body.words,
        address=address.words,
        reading=" ".join(filter(None, [given, title_read])),
        cuts="\n".join([title.stored(KEPT), description.stored, body.stored(KEPT), address.stored(KEPT)]),
    )


class _Read(NamedTuple):
    words: tuple[str, ...]
    reading: str
    pairs: tuple[str, ...]
    stored: str


# Categories and standing descriptions repeat from document to document.
@lru_cache(maxsize=2_000)
def _reread(text: str) -> _Read:
    cut = cut_text(text)
    return _Read(cut.words, cut.reading, tuple(bigrams(cut.reading)), cut.stored(KEPT))


def kept_texts(document: SearchDocument, cuts: str) -> Iterator[tuple[str, str]]:
    """Each text of ``document`` with its line of what ``words_of`` kept; nothing where nothing was kept yet."""
    lines = cuts.split("\n")
    if len(lines) > 1:
        texts = (document.title, document.description, document.body, document.address)
        yield from zip(texts, lines, strict=True)


def stored_words(words: Words) -> str:
    """The words for ranking: title, category, description, text, address and readings, a line each.

    Each word stands between spaces. Of a long text the first few hundred different words are kept.
    """
    body = tuple(islice(dict.fromkeys(words.body), MOST_BODY_WORDS))
    fields = (words.title, words.category, words.description, body, words.address)
    return "\n".join([*(f" {' '.join(field)} " for field in fields), words.reading])


def query_of(text: str, meaning: Meaning | None = None) -> Query:
    """Cut what a resident typed into terms; text without any word gives an empty query.

    At most 100 characters and sixteen words are looked at. ``meaning`` adds the
    other ways to say a word.
    """
    typed = tuple(fold_width(cleaned(text)).split()[:MOST_TERMS])
    written = map(meaning.written, typed) if meaning else typed
    cut = [[token for token in tokens(f" {term} ") if content_word(token)][:MOST_TERMS] for term in written]
    terms = [_term(one, words, meaning) for one, words in zip(typed, cut, strict=True)]
    found = [term for term in terms if term.words or term.reading]
    telling = [term for term in found if not term.is_loose]
    return Query(tuple(dict.fromkeys(telling or found)), typed=typed, cut=tuple(chain.from_iterable(cut)))


def content_words(text: str) -> Iterator[str]:
    """The words of ``text`` that carry meaning, normalised, in order."""
    return (word for form, part in normalized(fold_width(text)) if (word := content(form, part)))


# What staff wrote, never what somebody asks.
@lru_cache(maxsize=20_000)
def _words_of_alias(text: str) -> tuple[str, ...]:
    return tuple(content_words(text))


def bigrams(katakana: str) -> list[str]:
    """Neighbouring pairs, so that a phrase of pairs finds any part of a reading."""
    if len(katakana) < 2:
        return [katakana] if katakana else []
    return list(map(add, katakana, katakana[1:]))


def as_reading(text: str) -> str:
    """The text in katakana when it is nothing but kana, else ""."""
    katakana = to_katakana(text)
    return katakana if _KANA.match(katakana) else ""


def _term(typed: str, cut: Sequence[Token], meaning: Meaning | None) -> Term:
    words = [content_word(token) for token in cut]
    katakana = as_reading(typed)
    reading = Clause(tuple(bigrams(katakana)), in_readings=True, is_prefix=len(katakana) == 1) if katakana else None
    if not words and not katakana and _WORD.search(typed):
        # Nothing but words that join others: better a loose answer than none.
        return Term((Word((Clause((typed.casefold(),), is_prefix=True),)),), is_loose=True)
    heard = meaning.sounding_like(katakana) if meaning and katakana else []
    if heard:
        ways = dict.fromkeys([*([tuple(words)] if words else []), *map(_words_of_alias, heard)])
        meant = Word(tuple(Clause(way, weight=SAME) for way in ways if way))
        return Term(words=(meant,), reading=reading, katakana=katakana)
    return Term(
        words=tuple(_words_with_ways(cut, words, meaning, is_prefix=len(typed) == 1)),
        phrase=Clause(tuple(words)) if len(words) > 1 else None,
        reading=reading,
        katakana=katakana,
        is_loose=not words and len(katakana) == 1,
    )


def _words_with_ways(
    cut: Sequence[Token], words: Sequence[str], meaning: Meaning | None, *, is_prefix: bool
) -> Iterator[Word]:
    said_otherwise = {start: (end, texts) for start, end, texts in (meaning.alternatives(words) if meaning else ())}
    telling = any(not _says_little_alone(token) for token in cut)
    at = 0
    while at < len(words):
        if at in said_otherwise:
            end, texts = said_otherwise[at]
            as_typed = tuple(words[at:end])
            ways = dict.fromkeys([as_typed, *map(_words_of_alias, texts)])
            yield Word(tuple(Clause(way, weight=1.0 if way == as_typed else SAME) for way in ways if way))
            at = end
            continue
        if not telling or not _says_little_alone(cut[at]):
            yield Word((Clause((words[at],), is_prefix=is_prefix),))
        at += 1


def _clauses(term: Term) -> Iterator[Clause]:
    if term.phrase is not None:
        yield term.phrase
    for word in term.words:
        yield from word.ways
    if term.reading is not None:
        yield term.reading


def _says_little_alone(token: Token) -> bool:
    """員 of 推進員 and 5 of 5月 find half the town when they are looked for alone."""
    return token.part_of_speech in _PARTS_OF_WORDS or (token.surface.isdigit() and len(token.surface) < 3)
