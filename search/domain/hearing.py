"""What somebody writes in kana alone, written as the town's knowledge writes it.

The dictionary falls apart over kana: かいごにつかれた is かい, 御 and に to it. Which words residents need is known,
and how each is read; where these stand in a sentence is looked for here, so that it is cut as 介護に疲れた is.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from portal.core.japanese import tokens
from portal.core.kana import fold_width, read_aloud, to_hiragana, to_katakana
from search.domain.cutting import content_word

_RUN: Final = re.compile(r"(?<![ぁ-ゖー])[ぁ-ゖー]{3,}")
_LETTER: Final = re.compile(r"\w")
_KANA: Final = re.compile(r"^[ァ-ヺー]+$")
_OF_NAMES: Final = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
_THAT_BEND: Final = frozenset({"動詞", "形容詞"})
_OF_ENDINGS: Final = _THAT_BEND | {"助詞", "助動詞", "代名詞"}
# Before and behind a word of two kana there must be nothing but words that join others.
_SHORTEST: Final = 2
_SHORTEST_ANYWHERE: Final = 3
_LONGEST: Final = 16
# What joins words. Behind it, or at the beginning, a word may begin; お and ご may stand before it.
_JOINS: Final = ("かもしれない", "について", "から", "まで", "より", "など", "だけ", "とか", *"のがをにはでともへやな")
_HONOURS: Final = ("オ", "ゴ")
# What else may follow a noun: 相談したい, 離婚する, 心配される, 病気だ, 病気って, 病気か.
_FOLLOWS: Final = frozenset("シスサダッカ")


class _At(Enum):
    """What the last sound was the end of."""

    # The beginning, or what joins a known word to the next.
    JOIN = "join"
    # The same behind anything else: it may as well be in the middle of a word.
    SEEMING_JOIN = "seeming join"
    # お or ご, with a word behind it.
    HONOUR = "honour"
    NOUN = "noun"
    SHORT_NOUN = "short noun"
    ELSE = "else"


_BEFORE_SHORT_WORDS: Final = frozenset({_At.JOIN, _At.HONOUR})
_BEFORE_WORDS: Final = _BEFORE_SHORT_WORDS | {_At.SEEMING_JOIN}


class _Way(NamedTuple):
    """One way to hear a sentence up to some place: what it is worth, and the words with where they begin and end."""

    worth: int
    words: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True)
class Sounds:
    """How the nouns and the stems of verbs that are known sound, in katakana, and how each is written."""

    nouns: Mapping[str, str]
    stems: Mapping[str, str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Sounds":
        """The words of ``texts``; of words that sound alike the one that stands there most often."""
        nouns: dict[str, Counter[str]] = defaultdict(Counter)
        stems: dict[str, Counter[str]] = defaultdict(Counter)
        for text in texts:
            for is_noun, sound, surface in _words_in(text):
                (nouns if is_noun else stems)[sound][surface] += 1
        # なくした may be 亡くした or 無くした: a stem that is written in kana anywhere is left alone.
        plain = {sound: counted for sound, counted in stems.items() if to_hiragana(sound) not in counted}
        return cls(_commonest(nouns), _commonest(plain))

    def written(self, term: str) -> str:
        """``term`` with the known words in it as they are written.

        Within kanji only nouns of three kana and more are looked for: there the dictionary mostly knows better.
        """
        return _RUN.sub(self._written, term)

    def _written(self, run: re.Match[str]) -> str:
        typed, pieces, at = run.group(), [], 0
        for begin, end, surface in self._heard(to_katakana(typed), is_alone=_stands_alone(run)):
            pieces += [typed[at:begin], surface]
            at = end
        return "".join([*pieces, typed[at:]])

    def _heard(self, heard: str, *, is_alone: bool) -> tuple[tuple[int, int, str], ...]:
        """The words in what was heard: as much of it as possible in as few words as possible."""
        ways: list[dict[_At, _Way]] = [{} for _sound in range(len(heard) + 1)]
        # Behind kanji, a noun may have ended or the middle of a verb.
        ways[0] = {_At.JOIN: _Way(0)} if is_alone else {_At.SHORT_NOUN: _Way(0), _At.ELSE: _Way(0)}
        words_from = self._words if is_alone else self._long_nouns
        for at in range(len(heard)):
            for last, way in list(ways[at].items()):
                steps = [(end, next_last, "") for end, next_last in _without_a_word(heard, at, last)]
                for end, next_last, surface in [*steps, *words_from(heard, at, last)]:
                    worth = way.worth + end - at - 1
                    known = ways[end].get(next_last)
                    if known is None or worth > known.worth:
                        words = (*way.words, (at, end, surface)) if surface else way.words
                        ways[end][next_last] = _Way(worth, words)
        return max(ways[-1].values(), key=lambda way: way.worth, default=_Way(0)).words

    def _words(self, heard: str, at: int, last: _At) -> Iterator[tuple[int, _At, str]]:
        yield from self._long_nouns(heard, at, last)
        if last in _BEFORE_SHORT_WORDS and (surface := self.nouns.get(heard[at : at + _SHORTEST])):
            yield at + _SHORTEST, _At.SHORT_NOUN, surface
        if last in _BEFORE_WORDS:
            for end in _ends(heard, at):
                if surface := self.stems.get(heard[at:end]):
                    yield end, _At.ELSE, surface

    def _long_nouns(self, heard: str, at: int, last: _At) -> Iterator[tuple[int, _At, str]]:
        if last in _BEFORE_WORDS or last is _At.NOUN:
            for end in _ends(heard, at):
                if surface := self.nouns.get(heard[at:end]):
                    yield end, _At.NOUN, surface


def _stands_alone(run: re.Match[str]) -> bool:
    """Whether nothing but pauses and signs stand beside it, as in 「かいごにつかれた。」."""
    beside = run.string[max(run.start() - 1, 0) : run.start()] + run.string[run.end() : run.end() + 1]
    return not _LETTER.search(beside)


def _without_a_word(heard: str, at: int, last: _At) -> Iterator[tuple[int, _At]]:
    """From ``at`` to where it may go on without a known word, and what ended there."""
    if last is _At.HONOUR:
        return
    for join in _JOINED:
        # よめない is no 嫁.
        if heard.startswith(join, at) and (join != "ナ" or last is not _At.SHORT_NOUN):
            yield at + len(join), _At.SEEMING_JOIN if last is _At.ELSE else _At.JOIN
    if last not in {_At.NOUN, _At.SHORT_NOUN} or heard[at] in _FOLLOWS:
        yield at + 1, _At.ELSE
    if last is _At.JOIN and heard[at] in _HONOURS:
        yield at + 1, _At.HONOUR


def _ends(heard: str, at: int) -> range:
    return range(at + _SHORTEST_ANYWHERE, min(at + _LONGEST, len(heard)) + 1)


_JOINED: Final = tuple(map(to_katakana, _JOINS))


# Knowledge is read again whenever staff change a word of it, and nearly all of it is as it was.
@lru_cache(maxsize=50_000)
def _words_in(text: str) -> tuple[tuple[bool, str, str], ...]:
    """Each noun, each run of nouns and each stem of a text: whether it is a noun, how it sounds, how it is written."""
    found: list[tuple[bool, str, str]] = []
    for is_noun, run in groupby(tokens(fold_width(text)), key=lambda token: token.part_of_speech in _OF_NAMES):
        words = [(read_aloud(token), token.surface) for token in run if is_noun or token.part_of_speech in _THAT_BEND]
        if is_noun and len(words) > 1:
            # 話 and 相手 are one word to whoever says it.
            words.append(("".join(sound for sound, _ in words), "".join(surface for _, surface in words)))
        shortest = _SHORTEST if is_noun else _SHORTEST_ANYWHERE
        found += [(is_noun, *word) for word in words if shortest <= len(word[0]) <= _LONGEST and _KANA.match(word[0])]
    return tuple(found)


def _commonest(found: Mapping[str, Counter[str]]) -> dict[str, str]:
    """What is mostly written in kana, as ごはん is, stays so: otherwise 半 would be heard in it."""
    return {
        sound: counted.most_common(1)[0][0] for sound, counted in found.items() if not _only_joins(to_hiragana(sound))
    }


@lru_cache(maxsize=50_000)
def _only_joins(hiragana: str) -> bool:
    """Whether it is heard at the end of sentences: いない is seldom 以内, したい seldom 死体."""
    cut = list(tokens(hiragana))
    return not any(content_word(token) for token in cut) and all(t.part_of_speech in _OF_ENDINGS for t in cut)


NO_SOUNDS: Final = Sounds({}, {})
