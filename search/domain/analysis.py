"""One analysis for every engine: the same words go into each index and into each query.

An engine stores and compares words; it never cuts Japanese itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Final, NamedTuple, Protocol

from portal.core.indexing import SearchDocument
from portal.core.japanese import Remembered, Token, normalized, tokens, told_of_each, told_with_places
from portal.core.kana import fold_width, read_aloud, to_katakana
from search.rules import MOST_TERMS, cleaned

# A body longer than this adds weight to the index and nothing to the finding.
LONGEST_BODY: Final = 20_000
# Ranking looks at this many different words of a body; finding looks at all.
MOST_BODY_WORDS: Final = 150
_EMPTY_PARTS: Final = frozenset({"助詞", "助動詞", "補助記号", "記号", "空白", "接続詞", "感動詞", "連体詞", "代名詞"})
# Words so common that they say nothing, in the dictionary's normalised form.
_EMPTY_WORDS: Final = frozenset(
    {
        "為る",
        "居る",
        "有る",
        "在る",
        "成る",
        "事",
        "物",
        "為",
        "様",
        "下さる",
        "出来る",
        "御",
        "よう",
        "ます",
        "無い",
        "貰う",
    }
    | {"為さる", "来る", "行く", "良い", "そう", "頂く", "致す"}
)
# Another word for the same counts a little less than the word itself.
SAME: Final = 0.92
_PARTS_OF_WORDS: Final = frozenset({"接頭辞", "接尾辞"})
_KANA: Final = re.compile(r"^[ァ-ヺー]+$")
_NOT_KANA: Final = re.compile(r"[^ァ-ヺー]+")
# The dictionary calls a single letter a sign; the A of A型 says all.
_LETTER: Final = re.compile(r"^[A-Za-zＡ-Ｚａ-ｚ]$")
_WORD: Final = re.compile(r"\w")


class Words(NamedTuple):
    """The words of a document by field; ``kana`` holds readings as katakana bigrams."""

    title: tuple[str, ...]
    kana: tuple[str, ...]
    category: tuple[str, ...]
    description: tuple[str, ...]
    body: tuple[str, ...]
    address: tuple[str, ...]
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must stand one after the other."""

    words: tuple[str, ...]
    in_readings: bool = False
    is_prefix: bool = False
    weight: float = 1.0


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

    @cached_property
    def any_of(self) -> tuple[Clause, ...]:
        return (
            self.telling
            or tuple(dict.fromkeys(clause for term in self.terms for clause in _clauses(term)))[: MOST_TERMS * 4]
        )

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


def words_of(document: SearchDocument) -> Words:
    """Cut a document into the words that are indexed."""
    title, title_read = _words_and_reading(document.title)
    category, category_read = _words_and_reading(document.category)
    description, description_read = _words_and_reading(document.description)
    given = _NOT_KANA.sub("", to_katakana(fold_width(document.kana)))
    readings = dict.fromkeys([given, title_read, category_read, description_read])
    return Words(
        title=title,
        kana=tuple(pair for katakana in readings for pair in bigrams(katakana)),
        category=category,
        description=description,
        body=_content_of(document.body[:LONGEST_BODY]),
        address=_content_of(document.address),
        reading=" ".join(filter(None, [given, title_read])),
    )


def stored_words(words: Words) -> str:
    """The words for ranking: title, category, description, text, address and readings, a line each.

    Each word stands between spaces. Of a long text the first few hundred different words are kept.
    """
    body = tuple(islice(dict.fromkeys(words.body), MOST_BODY_WORDS))
    fields = (words.title, words.category, words.description, body, words.address)
    return "\n".join([*(f" {' '.join(field)} " for field in fields), words.reading])


# Categories and standing descriptions repeat from document to document.
@lru_cache(maxsize=2_000)
def _words_and_reading(text: str) -> tuple[tuple[str, ...], str]:
    told = told_of_each(fold_width(text), _REMEMBERED, _word_and_sound)
    return tuple(word for word, _sound in told if word), "".join([sound for _word, sound in told])


def _word_and_sound(token: Token) -> tuple[str, str]:
    return content_word(token), read_aloud(token)


def _content_of(text: str) -> tuple[str, ...]:
    return tuple([word for word, _sound in told_of_each(fold_width(text), _REMEMBERED, _word_and_sound) if word])


# Where a word begins and ends; what it says ("" for words that only join others), and how it sounds.
Piece = tuple[int, int, tuple[str, str]]


def pieces(text: str) -> list[Piece]:
    """Each word of ``text``, which is in one width, with its place."""
    return told_with_places(text, _REMEMBERED, _word_and_sound)


# Of each word of the dictionary: what it says ("" for words that only join others), and how it sounds.
_REMEMBERED: Final[Remembered[tuple[str, str]]] = {}


def query_of(text: str, meaning: Meaning | None = None) -> Query:
    """Cut what a resident typed into terms; text without any word gives an empty query.

    At most 100 characters and sixteen words are looked at. ``meaning`` adds the
    other ways to say a word.
    """
    typed = tuple(fold_width(cleaned(text)).split()[:MOST_TERMS])
    cut = [[token for token in tokens(term) if content_word(token)][:MOST_TERMS] for term in typed]
    terms = [_term(one, words, meaning) for one, words in zip(typed, cut, strict=True)]
    found = [term for term in terms if term.words or term.reading]
    telling = [term for term in found if not term.is_loose]
    return Query(tuple(dict.fromkeys(telling or found)), typed=typed, cut=tuple(chain.from_iterable(cut)))


def content_words(text: str) -> Iterator[str]:
    """The words of ``text`` that carry meaning, normalised, in order."""
    return (word for form, part in normalized(fold_width(text)) if (word := _content(form, part)))


def content_word(token: Token) -> str:
    """The normalised word, or "" for a word that only joins others."""
    return _content(token.normalized, token.part_of_speech)


@lru_cache(maxsize=50_000)
def _content(form: str, part_of_speech: str) -> str:
    if form in _EMPTY_WORDS or (part_of_speech in _EMPTY_PARTS and not _LETTER.match(form)):
        return ""
    word = fold_width(form).casefold()
    return word if _WORD.search(word) and not word.isspace() else ""


def bigrams(katakana: str) -> list[str]:
    """Neighbouring pairs, so that a phrase of pairs finds any part of a reading."""
    if len(katakana) < 2:
        return [katakana] if katakana else []
    return [katakana[at : at + 2] for at in range(len(katakana) - 1)]


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
        ways = dict.fromkeys([*([tuple(words)] if words else []), *(tuple(content_words(text)) for text in heard)])
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
            ways = dict.fromkeys([as_typed, *(tuple(content_words(text)) for text in texts)])
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
