"""A text cut into the words that carry meaning, with where each stands and how it sounds.

No word goes beyond a pause or a space, so each part between two of them is cut by itself, and
remembered: names of firms, opening days and streets come again and again. Only documents are cut
here, never what somebody asks, which is kept nowhere.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from portal.core.japanese import Remembered, Token, told_of_parts
from portal.core.kana import fold_width, read_aloud

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
# The dictionary calls a single letter a sign; the A of A型 says all.
_LETTER: Final = re.compile(r"^[A-Za-zＡ-Ｚａ-ｚ]$")
_WORD: Final = re.compile(r"\w")
_PART: Final = re.compile(r"[^\s、。｡､！？!?（）()「」『』]{1,500}")
_CLUSTER: Final = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_JOINS_THE_LAST: Final = re.compile(r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f]")
# Of a text so many characters are kept cut: what is shown of it nearly always lies there.
KEPT: Final = 1_500
_MOST_PARTS: Final = 20_000
_BETWEEN_WORDS: Final = " "
_BETWEEN_PARTS: Final = "\t"


class Part(NamedTuple):
    """What stands between two pauses: its words in order, how each sounds, and from where to where in the part."""

    words: Sequence[str]
    sounds: Sequence[str]
    begins: Sequence[int]
    ends: Sequence[int]
    # How the whole is read, the words that only join others included.
    reading: str = ""
    stored: str = ""


class Cut(NamedTuple):
    """The parts of a text, each with the place in the text where it begins."""

    parts: Sequence[tuple[int, Part]] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that carry meaning, normalised, in order."""
        return tuple(chain.from_iterable([part.words for _at, part in self.parts]))

    @property
    def reading(self) -> str:
        """How the text is read, in katakana, as the dictionary guesses; signs and spaces go."""
        return "".join([part.reading for _at, part in self.parts])

    def stored(self, end: int) -> str:
        """As a document keeps it; of a long text the parts that begin before ``end``."""
        return _BETWEEN_PARTS.join([f"{at} {part.stored}" for at, part in self.parts if part.stored and at < end])


def read_stored(stored: str, holding: Collection[str] = ()) -> Cut:
    """What ``Cut.stored`` wrote; only the parts in which one of ``holding`` stands, where any are given.

    Raises ValueError for what it has not written.
    """
    if not stored or (holding and not any(word in stored for word in holding)):
        return Cut()
    parts = stored.split(_BETWEEN_PARTS)
    return Cut([_read(part) for part in parts if not holding or any(word in part for word in holding)])


def _read(stored: str) -> tuple[int, Part]:
    at, *cells = stored.split(_BETWEEN_WORDS)
    many = len(cells) // 4
    begins, ends = list(map(int, cells[2 * many : 3 * many])), list(map(int, cells[3 * many :]))
    return int(at), Part(cells[:many], cells[many : 2 * many], begins, ends)


def cut_text(text: str, start: int = 0, end: int | None = None) -> Cut:
    """Cut what stands from ``start`` to ``end``; a part that begins before ``end`` is cut whole."""
    found = [(one.start(), one.group()) for one in _PART.finditer(text, start)]
    if end is not None:
        found = [one for one in found if one[0] < end]
    return _with_parts([found])[0]


def cut_texts(texts: Iterable[str]) -> list[Cut]:
    """Cut many texts together, which takes half as long as one by one."""
    return _with_parts([[(one.start(), one.group()) for one in _PART.finditer(text)] for text in texts])


def _with_parts(texts: Sequence[Sequence[tuple[int, str]]]) -> list[Cut]:
    known = _remembered.parts
    if len(known) > _MOST_PARTS:
        # Another thread may be reading the old ones: they are not emptied.
        known = _remembered.parts = {}
    fresh = {part: None for found in texts for _at, part in found if part not in known}
    if fresh:
        known.update(_learnt(list(fresh)))
    return [Cut([(at, known[part]) for at, part in found]) for found in texts]


class _Remembered:
    """The parts that were cut, as they are written."""

    parts: dict[str, Part]

    def __init__(self) -> None:
        self.parts = {}


_remembered: Final = _Remembered()


def part_around(text: str, place: int, reach: int) -> tuple[int, int]:
    """From where to where the part goes that holds ``place``; it is followed so far to both sides."""
    for found in _PART.finditer(text, max(place - reach, 0), place + reach):
        if found.start() <= place < found.end():
            return found.span()
    return place, place


def content_word(token: Token) -> str:
    """The normalised word, or "" for a word that only joins others."""
    return content(token.normalized, token.part_of_speech)


@lru_cache(maxsize=50_000)
def content(form: str, part_of_speech: str) -> str:
    """The same, of a normalised form and its main part of speech."""
    if form in _EMPTY_WORDS or (part_of_speech in _EMPTY_PARTS and not _LETTER.match(form)):
        return ""
    word = fold_width(form).casefold()
    return word if _WORD.search(word) and not word.isspace() else ""


def _learnt(parts: Sequence[str]) -> dict[str, Part]:
    folded, places = zip(*map(_folded_with_places, parts), strict=True)
    each = zip(told_of_parts(folded, _REMEMBERED, _word_and_sound), places, strict=True)
    return {part: _made_of(told, edges, of) for part, ((told, edges), of) in zip(parts, each, strict=True)}


def _made_of(told: Sequence[tuple[str, str]], edges: Sequence[int], places: Sequence[int]) -> Part:
    if places:
        edges = [places[edge] for edge in edges]
    # As tuples: whenever many documents are indexed, Python's collector would look through all remembered lists.
    kept = [number for number, (word, _sound) in enumerate(told) if word]
    words, sounds = tuple([told[number][0] for number in kept]), tuple([told[number][1] for number in kept])
    begins, ends = tuple([edges[number] for number in kept]), tuple([edges[number + 1] for number in kept])
    stored = _BETWEEN_WORDS.join([*words, *sounds, *map(str, begins), *map(str, ends)])
    return Part(words, sounds, begins, ends, "".join([sound for _word, sound in told]), stored)


# Of each word of the dictionary: what it says ("" for words that only join others), and how it sounds.
_REMEMBERED: Final[Remembered[tuple[str, str]]] = {}


def _word_and_sound(token: Token) -> tuple[str, str]:
    # Spaces part the words of what is stored: ¨ is a space and a mark in one width.
    return "".join(content_word(token).split()), "".join(read_aloud(token).split())


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """The text in one width, and where in ``text`` each of its characters comes from; nothing where none has moved."""
    folded = fold_width(text)
    if folded == text or (len(folded) == len(text) and all(map(_stays_one, text))):
        return folded, []
    pieces, places = [], []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFKC", cluster.group())
        pieces.append(piece)
        places.extend([cluster.start()] * len(piece))
    plain = "".join(pieces)
    folded = fold_width(plain)
    return (folded if len(folded) == len(plain) else plain), [*places, len(text)]


@lru_cache(maxsize=10_000)
def _stays_one(character: str) -> bool:
    """Whether it is one character in one width too, whatever stands beside it."""
    return len(unicodedata.normalize("NFKC", character)) == 1 and not _JOINS_THE_LAST.match(character)
