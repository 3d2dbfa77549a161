"""「もしかして」: what somebody meant who mistyped the name of a kind of agency, of a need or of an alias.

A word is put right only when the index does not hold it, when the dictionary
does not know it, and when one known word is very near: by its letters in kana,
by its sound in kanji, where slips are made in choosing the characters.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from portal.core.japanese import Token, is_word, tokens
from portal.core.kana import fold_width, read_aloud, reading, to_katakana
from search.domain.analysis import as_reading, bigrams, content_words
from search.domain.meaning import Lexicon

_SHORTEST: Final = 4
_SHORTEST_SOUND: Final = 3
_MOST_PARTS: Final = 6
_OFF_IN_PIECES: Final = 4
_MOST_LIKE_IT: Final = 5
_ENDINGS: Final = frozenset({"接頭辞", "接尾辞"})
_OF_SENTENCES: Final = frozenset({"助詞", "助動詞"})
_SMALL: Final = str.maketrans("ァィゥェォッャュョヮヂヅヲ", "アイウエオツヤユヨワジズオ", "ー・ ")
_PART: Final = re.compile(r"[ァ-ヺー]{4,}|[一-鿿々]{3,}")
_KANJI: Final = re.compile(r"[一-鿿]")
_ONLY_JAPANESE: Final = re.compile(r"^[ぁ-ヺー一-鿿々〆ヶ]+$")


# Texts by their length and their number.
ByLength = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True)
class Known:
    """What may be meant, and how each sounds: so many ``names``, then whole sentences."""

    texts: tuple[str, ...]
    sounds: tuple[str, ...]
    words: frozenset[str]
    readings: str
    names: int
    texts_by_length: ByLength
    sounds_by_length: ByLength

    @classmethod
    def of(cls, names: Iterable[str], sentences: Iterable[str] = ()) -> "Known":
        folded_names = dict.fromkeys(_folded(names))
        distinct = tuple(dict.fromkeys([*folded_names, *_folded(sentences)]))
        readings = [to_katakana(reading(text)) for text in distinct]
        sounds = tuple(map(sound, readings))
        return cls(
            texts=distinct,
            sounds=sounds,
            words=frozenset(distinct),
            readings=" ".join(readings),
            names=len(folded_names),
            texts_by_length=_by_length(distinct),
            sounds_by_length=_by_length(sounds),
        )


@dataclass(frozen=True)
class Correction:
    """The whole question put right, and each part that was replaced, as it was typed."""

    text: str
    replaced: tuple[str, ...]


def correction(text: str, known: Known) -> Correction | None:
    """What may have been meant by ``text``; None when nothing in it looks mistyped. Asks no database."""
    replaced: list[str] = []
    terms = [_put_right(term, known, replaced) for term in fold_width(text).split()]
    return Correction(" ".join(terms), tuple(replaced)) if replaced else None


def known_words(lexicon: Lexicon) -> Known:
    """The names of kinds of agency, the aliases and the titles of needs, as staff have them now."""
    return _known(lexicon)


def sound(katakana: str) -> str:
    """How it sounds to somebody who is not sure of small kana and long vowels: ボランティア is ボランテイア."""
    return katakana.translate(_SMALL)


@lru_cache(maxsize=2)
def _known(lexicon: Lexicon) -> Known:
    return Known.of(_names(lexicon), (need.title for need in lexicon.knowledge.needs))


def _by_length(texts: Iterable[str]) -> ByLength:
    lengths: dict[int, dict[int, str]] = {}
    for number, text in enumerate(texts):
        lengths.setdefault(len(text), {})[number] = text
    return lengths


def _near(text: str, known: ByLength, scorer: Any, most: int) -> list[tuple[int, int]]:
    """The slips and the number of each known text that is at most ``most`` slips away, the nearest first."""
    # Who is longer by more than that is no nearer; to look at all of them takes four times as long.
    there = (known[length] for length in range(len(text) - most, len(text) + most + 1) if length in known)
    found = (process.extract(text, some, scorer=scorer, score_cutoff=most, limit=None) for some in there)
    return sorted((slips, number) for some in found for _text, slips, number in some)


def _folded(texts: Iterable[str]) -> Iterator[str]:
    return filter(None, (fold_width(text).casefold().strip() for text in texts))


def _names(lexicon: Lexicon) -> Iterator[str]:
    for door in lexicon.knowledge.kinds:
        yield door.label
        yield from door.aliases
    for alias in lexicon.knowledge.aliases:
        yield from alias


def _put_right(term: str, known: Known, replaced: list[str]) -> str:
    """The term with what is mistyped in it replaced; as it was when nothing is."""
    for part in _parts(term):
        if part.casefold() in known.words or is_word(part):
            continue
        meant = _nearest(part, known)
        if meant:
            replaced.append(part)
            return term.replace(part, meant, 1)
    return term


def _parts(term: str) -> list[str]:
    """What may be mistyped as a whole: the term, and the runs of one script within it."""
    if not _ONLY_JAPANESE.match(term):
        return _PART.findall(term)[:_MOST_PARTS]
    return list(dict.fromkeys([term, *_PART.findall(term)[:_MOST_PARTS]]))


def _nearest(part: str, known: Known) -> str:
    if katakana := as_reading(part):
        return _by_kana(katakana, known)
    return _by_sound(part, known) if _KANJI.search(part) else ""


def _by_kana(katakana: str, known: Known) -> str:
    heard = sound(katakana)
    # What a known word only goes on from, as ひきこも, is no slip.
    if len(heard) < _SHORTEST_SOUND or katakana in known.readings:
        return ""
    most = _most_slips(len(heard))
    near = _near(heard, known.sounds_by_length, OSA.distance, most)
    if not near:
        return ""
    slips, number = near[0]
    # Sentences differ by little and mean much else: がすがとめられた is not でんきがとめられた.
    return "" if number >= known.names and slips > 1 else known.texts[number]


def _by_sound(part: str, known: Known) -> str:
    """A word in kanji that sounds (nearly) alike and shares most of its characters."""
    if len(part) < _SHORTEST:
        return ""
    cut = list(tokens(part))
    if any(token.part_of_speech in _OF_SENTENCES for token in cut):
        return ""
    heard = sound(to_katakana("".join(map(read_aloud, cut))))
    # 訪問看後 falls into pieces, whose sound says nothing; 英語教室 does not, and is not 国語教室.
    off = _OFF_IN_PIECES if any(_is_scrap(token) for token in cut) else 1
    slips = max(len(part) // 4, 1)
    for _slips, number in _near(part, known.texts_by_length, Levenshtein.distance, slips)[:_MOST_LIKE_IT]:
        if OSA.distance(heard, known.sounds[number], score_cutoff=off) <= off:
            return known.texts[number]
    return ""


def _is_scrap(token: Token) -> bool:
    return len(token.surface) == 1 and token.part_of_speech not in _ENDINGS


def _most_slips(length: int) -> int:
    if length < _SHORTEST:
        return 0
    return 1 if length < 8 else 2 if length < 13 else 3


def words_to_look_up(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a part as a phrase, and its reading in pairs when it is kana: where either stands, it is a word."""
    katakana = as_reading(part)
    return tuple(content_words(part)), tuple(bigrams(katakana)) if katakana else ()
