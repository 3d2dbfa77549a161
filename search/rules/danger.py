"""Words that mean danger. When in doubt they do: a number too many harms nobody."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

# 「虐待ではない」 says no, 「虐待ではないか」 asks.
_NOT: Final = re.compile(
    r"(?:とは|とか|なんて|など|まで|は|も|を|が|に|で)*"
    r"(?:思わ|思って(?:い)?|おもわ|おもって(?:い)?|考えて(?:い)?|され(?:て(?:い)?)?|された(?:こと|覚え)(?:は|も)"
    r"|受けて(?:い)?|うけて(?:い)?|して(?:い)?|じゃ)?"
    r"(?:な(?:い|く|かった|し)|ませ(?:ん)|ありませ(?:ん)|いませ(?:ん)|いなかった)(?!の?か|の?で(?:は|しょうか)|だろうか|んじゃ)"
)
_KATAKANA_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SKIPPED: Final = re.compile(r"[\s、。，．・「」『』（）()!?！？…ー~〜-]+")


@dataclass(frozen=True)
class Danger:
    """One kind of danger: the words that tell of it, and what the page then says first.

    ``contacts`` are numbers, or words of their labels, by which the fitting
    emergency numbers are known; ``doors`` kinds of agency that answer at such
    times, before those numbers when ``doors_first``.
    """

    code: str
    title: str
    text: str
    words: tuple[str, ...]
    contacts: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    doors_first: bool = False


class Contact(Protocol):
    """An emergency number, as staff wrote it."""

    label: str
    service: str
    phone: str


C = TypeVar("C", bound=Contact)


def dangers_in(text: str, dangers: Iterable[Danger], *, harmless: Iterable[str] = ()) -> list[Danger]:
    """The kinds of danger that ``text`` speaks of; ``harmless`` phrases and plain denials do not count."""
    spoken = folded(text)
    for phrase in sorted(harmless, key=len, reverse=True):
        spoken = spoken.replace(folded(phrase), "／")
    return [danger for danger in dangers if any(_is_meant(folded(word), spoken) for word in danger.words)]


def fitting(contacts: Iterable[C], dangers: Iterable[Danger]) -> list[C]:
    """The emergency numbers for these dangers, the nearest first; all of them when none is known."""
    everyone = list(contacts)
    words = list(dict.fromkeys(word for danger in dangers for word in danger.contacts))
    found = [one for word in words for one in everyone if word == one.phone or word in f"{one.label} {one.service}"]
    return list({id(one): one for one in found}.values()) or everyone


def folded(text: str) -> str:
    """One width, one case, one script, nothing between the words: ＤＶ is dv, シニタイ is しにたい."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA_TO_HIRAGANA)
    return _SKIPPED.sub("", plain)


def _is_meant(word: str, spoken: str) -> bool:
    return any(not _NOT.match(spoken, found.end()) for found in re.finditer(re.escape(word), spoken))
