"""Finding and replacing the names of sections in what is stored: plain text, rich text, blocks. Pure."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

AROUND: Final = 20  # characters of an excerpt before and after
_TAG: Final = re.compile(r"(<[^>]*>)")
_GLUED: Final = re.compile(r"[一-龥々ァ-ヶー]")
# What holds keys or addresses and nobody reads.
_UNREAD: Final = frozenset({"type", "id", "pk", "url", "url_path"})

Path = tuple[str, ...]


@dataclass(frozen=True)
class Hit:
    """One place where an old name stands: ``number`` counts the names in one text."""

    path: Path
    number: int
    name: str
    before: str
    after: str

    @property
    def key(self) -> str:
        return "/".join((*self.path, str(self.number), self.name))

    @property
    def is_glued(self) -> bool:
        """Whether it may be the end of a longer name that nobody told us of."""
        return bool(self.before) and bool(_GLUED.match(self.before[-1]))


class Names:
    """The names that change, among all names that the town's sections have."""

    def __init__(self, old: Iterable[str], new: str, *, others: Iterable[str] = (), town: str = "") -> None:
        self.old, self.new, self.town = frozenset(old), new, town
        known = sorted({*self.old, new, *others} - {""}, key=len, reverse=True)
        # The longest first: 「こども福祉課」 is no 「福祉課」, and what says the new name already stays.
        self._pattern = re.compile("|".join(map(re.escape, known)))

    def replaced(self, text: str, path: Path, wanted: Callable[[Hit], bool]) -> str:
        """``text`` with the new name wherever an old one stands that is ``wanted``; markup is left alone."""
        if not any(name in text for name in self.old):
            return text
        number = 0

        def one(match: "re.Match[str]") -> str:
            nonlocal number
            if match[0] not in self.old:
                return match[0]
            number += 1
            whole, start, end = match.string, match.start(), match.end()
            hit = Hit(path, number, match[0], whole[max(0, start - AROUND) : start], whole[end : end + AROUND])
            return self.new if wanted(hit) else match[0]

        pieces = _TAG.split(text) if "<" in text else [text]
        return "".join(piece if piece.startswith("<") else self._pattern.sub(one, piece) for piece in pieces)

    def is_certain(self, hit: Hit) -> bool:
        """Whether the name stands by itself, or after the name of the town."""
        return not hit.is_glued or (bool(self.town) and hit.before.endswith(self.town))

    def rewritten(self, value: Any, path: Path, wanted: Callable[[Hit], bool]) -> Any:
        """The same structure as ``value``, texts replaced; blocks and rows go by their own numbers."""
        if isinstance(value, str):
            return self.replaced(value, path, wanted)
        if isinstance(value, list):
            return [self.rewritten(item, (*path, _number(item, at)), wanted) for at, item in enumerate(value)]
        if isinstance(value, dict):
            return {
                name: inner if name in _UNREAD else self.rewritten(inner, (*path, name), wanted)
                for name, inner in value.items()
            }
        return value


def _number(item: Any, at: int) -> str:
    if isinstance(item, dict):
        return str(item.get("id") or item.get("pk") or at)
    return str(at)
