"""Names of persons in the texts of a content, as the dictionary of the tokenizer knows them."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from portal.core.authoring.facts import PROSE, Content, Text
from portal.core.authoring.shipped import known_words
from portal.core.japanese import Word, is_word, names_in

_HONORIFICS: Final = frozenset({"さん", "氏", "様", "さま", "ちゃん", "くん", "君", "先生", "殿", "夫妻", "宅", "家"})
_TITLES: Final = known_words("titles_of_persons")
_GOES_ON: Final = frozenset({"名詞", "接尾辞"})
# 井上（男性、70代）, 鈴木のおばあちゃん: only somebody has an age, and a family.
_SOMEBODY: Final = re.compile(
    r"[（(][^）)。]{0,8}(?:男|女|歳|才|[0-9０-９]代)|の(?:おばあ|おじい|奥さん|ご主人|息子|娘|お宅|お母|お父|ご家族)"
)
_INITIAL: Final = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ〇○]+")
_KANJI: Final = re.compile(r"[一-龠々]")


class Name(NamedTuple):
    words: str
    start: int
    end: int


def people_in(content: Content) -> Iterator[tuple[Text, Name]]:
    """Family and given name together, or either before さん, 氏, 様 …; a family name alone may be a place.

    The texts are cut in one go: the tokenizer's price is that of being called.
    """
    texts = [text for text in content.texts if text.role in PROSE and len(text.text) > 2 and not text.text.isascii()]
    whole = "\n".join(text.text for text in texts)
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text) + 1
    number = 0
    for run, after in names_in(whole):
        first, last = run[0].begin, run[-1].end
        while number + 1 < len(texts) and starts[number + 1] <= first:
            number += 1
        name = whole[first:last]
        if not _INITIAL.fullmatch(name) and (_SOMEBODY.match(whole, last) or _is_person(run, after)):
            yield texts[number], Name(name, first - starts[number], last - starts[number])


def _is_person(run: list[Word], after: Word | None) -> bool:
    if after is not None and after.surface in _HONORIFICS:
        return True
    if after is not None and after.part_of_speech in _GOES_ON and after.surface not in _TITLES:
        return False  # 瑞原東年金事務所: a place
    names = [word for word in run if word.is_name]
    if len(names) < len(run) and is_word("".join(word.surface for word in names)):
        return False  # 内　容: a word pulled apart
    # In kana nearly everything is somebody's name.
    in_kanji = all(_KANJI.search(word.surface) for word in names)
    return in_kanji and any(pair == ("姓", "名") for pair in pairwise(word.kind_of_name for word in names))
