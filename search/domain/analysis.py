"""One analysis for every engine: the same words go into each index and into each query.

An engine stores and compares words; it never cuts Japanese itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from portal.core.indexing import SearchDocument
from portal.core.japanese import Token, tokens
from portal.core.kana import fold_width, read_aloud, to_katakana
from search.rules import MOST_TERMS, cleaned

# A body longer than this adds weight to the index and nothing to the finding.
LONGEST_BODY: Final = 20_000
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
_PARTS_OF_WORDS: Final = frozenset({"接頭辞", "接尾辞"})
_KANA: Final = re.compile(r"^[ァ-ヺー]+$")
_WORD: Final = re.compile(r"\w")


class Words(NamedTuple):
    """The words of a document by field; ``kana`` holds readings as katakana bigrams."""

    title: tuple[str, ...]
    kana: tuple[str, ...]
    category: tuple[str, ...]
    description: tuple[str, ...]
    body: tuple[str, ...]
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must stand one after the other."""

    words: tuple[str, ...]
    in_readings: bool = False
    is_prefix: bool = False


@dataclass(frozen=True)
class Query:
    """A document is found when it meets any clause of ``any_of``; one that meets all of ``all_of`` counts double.

    ``all_of`` is empty where it would say nothing new.
    """

    any_of: tuple[Clause, ...] = ()
    all_of: tuple[Clause, ...] = ()


def words_of(document: SearchDocument) -> Words:
    """Cut a document into the words that are indexed."""
    title, title_read = _words_and_reading(document.title)
    category, category_read = _words_and_reading(document.category)
    description, description_read = _words_and_reading(document.description)
    given = "".join(letter for letter in to_katakana(fold_width(document.kana)) if _KANA.match(letter))
    readings = dict.fromkeys([given, title_read, category_read, description_read])
    return Words(
        title=title,
        kana=tuple(pair for katakana in readings for pair in bigrams(katakana)),
        category=category,
        description=description,
        body=tuple(content_words(document.body[:LONGEST_BODY])),
        address=tuple(content_words(document.address)),
    )


# Categories and standing descriptions repeat from document to document.
@lru_cache(maxsize=2_000)
def _words_and_reading(text: str) -> tuple[tuple[str, ...], str]:
    cut = list(tokens(fold_width(text)))
    return tuple(filter(None, map(content_word, cut))), "".join(map(read_aloud, cut))


def query_of(text: str) -> Query:
    """Cut what a resident typed into clauses; text without any word gives an empty query.

    At most 100 characters and sixteen words are looked at.
    """
    terms = fold_width(cleaned(text)).split()[:MOST_TERMS]
    clauses = tuple(dict.fromkeys(clause for term in terms for clause in _clauses_of_term(term)))[: MOST_TERMS * 2]
    single = tuple(clause for clause in clauses if len(clause.words) == 1 and not clause.in_readings)
    return Query(any_of=clauses, all_of=single if len(single) > 1 else ())


def content_words(text: str) -> Iterator[str]:
    """The words of ``text`` that carry meaning, normalised, in order."""
    for token in tokens(fold_width(text)):
        if word := content_word(token):
            yield word


def content_word(token: Token) -> str:
    """The normalised word, or "" for a word that only joins others."""
    return _content(token.normalized, token.part_of_speech)


@lru_cache(maxsize=50_000)
def _content(normalized: str, part_of_speech: str) -> str:
    if part_of_speech in _EMPTY_PARTS or normalized in _EMPTY_WORDS:
        return ""
    word = fold_width(normalized).casefold()
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


def _clauses_of_term(term: str) -> Iterator[Clause]:
    cut = [token for token in tokens(term) if content_word(token)][:MOST_TERMS]
    words = [content_word(token) for token in cut]
    if len(words) > 1:
        yield Clause(tuple(words))
    telling = [content_word(token) for token in cut if not _says_little_alone(token)]
    yield from (Clause((word,), is_prefix=len(term) == 1) for word in telling or words)
    if katakana := as_reading(term):
        yield Clause(tuple(bigrams(katakana)), in_readings=True, is_prefix=len(katakana) == 1)
    elif not words and _WORD.search(term):
        # Nothing but words that join others: better a loose answer than none.
        yield Clause((term.casefold(),), is_prefix=True)


def _says_little_alone(token: Token) -> bool:
    """員 of 推進員 and 5 of 5月 find half the town when they are looked for alone."""
    return token.part_of_speech in _PARTS_OF_WORDS or (token.surface.isdigit() and len(token.surface) < 3)
