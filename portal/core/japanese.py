"""Japanese words, cut by SudachiPy.

The dictionary is loaded when first asked for: a process that neither searches
nor indexes never pays its 85 MB. A tokenizer must not be used by two threads
at once, so each thread has its own.
"""

import threading
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple, TypeVar

from sudachipy import Dictionary, Morpheme, SplitMode, Tokenizer

# Sudachi refuses longer input; a character has at most four bytes in UTF-8.
LIMIT_IN_BYTES: Final = 49_149
_LIMIT: Final = LIMIT_IN_BYTES // 4
_PAUSES: Final = "\n。、 "
# Words that no dictionary holds share a few numbers from here on.
_UNKNOWN_FROM: Final = 0xF000_0000
_MOST_REMEMBERED: Final = 100_000

Told = TypeVar("Told")

_local = threading.local()
_loading = threading.Lock()


class Token(NamedTuple):
    """One word of a text. ``begin`` and ``end`` count characters of the text that was given."""

    surface: str
    normalized: str
    reading: str
    part_of_speech: str
    begin: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Cut ``text`` into the shortest dictionary words (mode A), in order, spaces included.

    Text of any length is taken; beyond the tokenizer's limit it is cut at a pause.
    """
    tokenizer = _tokenizer()
    for start, chunk in _chunks(text):
        for word in tokenizer.tokenize(chunk):
            yield _token(word, start)


def names_somebody(text: str) -> bool:
    """Whether the dictionary takes a word of ``text`` for a person's family or given name; some places are, too."""
    tokenizer = _tokenizer()
    words = (word for _start, chunk in _chunks(text) for word in tokenizer.tokenize(chunk))
    return any(_dictionary().pos_of(word.part_of_speech_id())[2] == "人名" for word in words)


class Word(NamedTuple):
    """One word of a text, and what the dictionary calls it if it is a person's name: 姓, 名 or 一般."""

    surface: str
    begin: int
    end: int
    part_of_speech: str
    kind_of_name: str

    @property
    def is_name(self) -> bool:
        return bool(self.kind_of_name)


def names_in(text: str) -> Iterator[tuple[list[Word], Word | None]]:
    """Each run of words that are persons' names, a space between two of them included, and the word after it.

    Places and ends count characters of ``text``. Other words cost no more than their look-up.
    """
    for start, chunk in _chunks(text):
        cut = _tokenizer().tokenize(chunk)
        kinds = [_kind_of_name(word.part_of_speech_id()) for word in cut]
        at = 0
        while at < len(kinds):
            last = at
            while last < len(kinds) and kinds[last]:
                is_space = last + 2 < len(kinds) and kinds[last + 2] and cut[last + 1].surface() in {" ", "\u3000"}
                last += 2 if is_space else 1
            if last > at:
                after = _word(cut[last], start) if last < len(kinds) else None
                yield [_word(cut[number], start) for number in range(at, last)], after
            at = max(last, at + 1)


def _word(word: Morpheme, start: int) -> Word:
    number = word.part_of_speech_id()
    begin, end = start + word.begin(), start + word.end()
    return Word(word.surface(), begin, end, _part_of_speech(number), _kind_of_name(number))


def is_word(text: str) -> bool:
    """Whether the dictionary holds ``text`` as one word."""
    cut = _tokenizer().tokenize(text[:_LIMIT])
    return len(cut) == 1 and not cut[0].is_oov()


# By how many characters parts are cut together: far enough below the limit for the longest part on top.
_TOGETHER: Final = 3_000
LONGEST_PART: Final = 9_000


def told_of_parts(
    parts: Iterable[str], remembered: "Remembered[Told]", tell: Callable[[Token], Told]
) -> Iterator[tuple[list[Told], list[int]]]:
    """Of each part: what ``tell`` says of each word, and the edges of the words; word n goes from edge n to n + 1.

    Each part, at most 9,000 characters, is cut as it is between two spaces. Many parts are cut in one
    call, which lets other threads work meanwhile. ``remembered`` belongs to ``tell`` alone, whose
    answer must not depend on where a word stands: a word met before is not asked again.
    """
    for some in _packed(parts):
        if len(remembered) > _MOST_REMEMBERED:
            remembered.clear()
        text = f" {' '.join(some)} "
        cut = _tokenizer().tokenize(text)
        told = [remembered.get(word.word_id()) or _told(word, remembered, tell) for word in cut]
        edges = [*[word.begin() for word in cut], len(text)]
        start = 1
        for part in some:
            end = start + len(part)
            first, last = bisect_left(edges, start), bisect_left(edges, end)
            # A mark at the end of a part may join the space behind it.
            yield told[first:last], [*[edge - start for edge in edges[first:last]], len(part)]
            start = end + 1


def _packed(parts: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    many = 0
    for part in parts:
        some.append(part)
        many += len(part) + 1
        if many > _TOGETHER:
            yield some
            some, many = [], 0
    if some:
        yield some


# By the number of a word in the dictionary, and as it is written where that number is not enough.
Remembered = dict[int | tuple[int, str], Told]


def _told(word: Morpheme, remembered: Remembered[Told], tell: Callable[[Token], Told]) -> Told:
    number: int = word.word_id()
    known = remembered.get(number)
    if known is not None:
        return known
    # ABC and abc are one word of the dictionary; unknown words share a few numbers.
    surface = word.surface()
    is_written_so = not surface.isascii() or (len(surface) == 1 and not surface.isalpha())
    key = number if number < _UNKNOWN_FROM and is_written_so else (number, surface)
    known = remembered.get(key)
    if known is None:
        known = remembered[key] = tell(_token(word))
    return known


def normalized(text: str) -> Iterator[tuple[str, str]]:
    """The normalised form and main part of speech of each word of ``text``; half the price of ``tokens``."""
    tokenizer = _tokenizer()
    for _start, chunk in _chunks(text):
        for word in tokenizer.tokenize(chunk):
            yield word.normalized_form(), _part_of_speech(word.part_of_speech_id())


def _token(word: Morpheme, start: int = 0) -> Token:
    return Token(
        word.surface(),
        word.normalized_form(),
        word.reading_form(),
        _part_of_speech(word.part_of_speech_id()),
        start + word.begin(),
        start + word.end(),
    )


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        piece = text[start : start + _LIMIT]
        if start + _LIMIT < len(text):
            piece = piece[: max(piece.rfind(pause) for pause in _PAUSES) + 1] or piece
        yield start, piece
        start += len(piece)


def _tokenizer() -> Tokenizer:
    if not hasattr(_local, "tokenizer"):
        with _loading:
            _local.tokenizer = _dictionary().tokenizer(SplitMode.A)
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer


@cache
def _part_of_speech(number: int) -> str:
    """The main part of speech (名詞, 助詞 …) by the dictionary's number for it."""
    part: str = _dictionary().pos_of(number)[0]
    return part


@cache
def _kind_of_name(number: int) -> str:
    """姓, 名 or 一般 by the dictionary's number for a part of speech; "" for what is no person's name."""
    parts = _dictionary().pos_of(number)
    return str(parts[3]) if parts[2] == "人名" else ""


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="core")
