"""Lines as a PDF or a mail brings them: sentences put together again, items of lists found."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby, takewhile
from typing import Final

from portal.core.authoring.pasting.pieces import Item, Line, Mark

# A line that is at least so full, of the longest beside it, was broken because the paper ended.
FULL: Final = 0.8
_SHORTEST: Final = 20  # columns of half width; below, a break may be meant
_ENDS: Final = tuple("。．！？!?」』）)：:")
_DOT: Final = re.compile(r"[\s\u3000]*(?:[・●○■□◆◇▪•‣\uf0b7\uf06c][\s\u3000]*|[-*–][\s\u3000]+)(?=\S)")
_NUMBER: Final = re.compile(r"[\s\u3000]*(?:[(（](\d{1,2})[)）]|(\d{1,2})[.．)）、](?!\d)|([①-⑳]))[\s\u3000]*(?=\S)")
_JAPANESE: Final = r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]"
_BREAK_BETWEEN_JAPANESE: Final = re.compile(rf"(?<={_JAPANESE})[ \t]*[\r\n]+[ \t]*(?={_JAPANESE})")
_SPACES: Final = re.compile(r"[ \t\r\n\f\v\xa0]+")
_MARKUP_SPACES: Final = " \t\r\n\f\v\xa0\u3000\ufeff\u200b"


def squeezed(text: str) -> str:
    """``text`` on one line: a break between Japanese characters goes, any other space is one space."""
    return _SPACES.sub(" ", _BREAK_BETWEEN_JAPANESE.sub("", text))


def stripped(text: str) -> str:
    """``text`` without spaces around it, those with which paragraphs are set in among them."""
    return text.strip(_MARKUP_SPACES)


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of plain text: lines that the width of the paper broke are put together again."""
    lines = [stripped(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for is_text, block in groupby(lines, key=bool):
        if is_text:
            yield from _joined(list(block))


def listed(lines: Sequence[Line]) -> Iterator[tuple[Mark, list[Item]]]:
    """The lines in groups: paragraphs one by one, items of a list together, without the signs somebody typed."""
    for is_list, members in groupby(_with_typed_marks(lines), key=lambda line: bool(line.mark)):
        if is_list:
            for mark, items in groupby(_nested(list(members)), key=lambda item: item.line.mark):
                yield mark, list(items)
        else:
            yield from ((Mark.NONE, [Item(line)]) for line in members)


def _nested(lines: Sequence[Line]) -> list[Item]:
    """Two levels, as many as the editor holds: what stands deeper is beside the items of the second."""
    top, items = min(line.depth for line in lines), list[Item]()
    for line in lines:
        if line.depth > top and items:
            items[-1].below.append(line)
        else:
            items.append(Item(line))
    return items


def _joined(lines: list[str]) -> Iterator[str]:
    longest = max(map(_width, lines))
    whole = last = lines[0]
    for line in lines[1:]:
        if _goes_on(last, line, longest):
            whole += line if _is_japanese(last[-1]) or _is_japanese(line[0]) else f" {line}"
        else:
            yield whole
            whole = line
        last = line
    yield whole


def _goes_on(last: str, line: str, longest: int) -> bool:
    """Whether ``line`` is the rest of the sentence of ``last``."""
    if last.endswith(_ENDS) or _DOT.match(line) or _NUMBER.match(line):
        return False
    return _width(last) >= max(_SHORTEST, FULL * longest)


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line)


def _is_japanese(sign: str) -> bool:
    return re.match(_JAPANESE, sign) is not None


def _with_typed_marks(lines: Sequence[Line]) -> Iterator[Line]:
    """A sign alone may be part of a sentence; two lines with the same, or numbers from one on, are a list."""
    at = 0
    while at < len(lines):
        for number, mark, pattern in (
            (_same_dots(_from(lines, at)), Mark.DOTS, _DOT),
            (_in_order(_from(lines, at)), Mark.NUMBERS, _NUMBER),
        ):
            if number > 1:
                yield from _unmarked(lines[at : at + number], mark, pattern)
                at += number
                break
        else:
            yield lines[at]
            at += 1


def _from(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """The rest of the lines, of which nobody looks at more than belong together."""
    return (lines[number] for number in range(at, len(lines)))


def _unmarked(lines: Iterable[Line], mark: Mark, pattern: re.Pattern[str]) -> Iterator[Line]:
    for line in lines:
        found = pattern.match(line.text)
        yield replace(line.without_first(found.end() if found else 0), mark=mark)


def _same_dots(lines: Iterable[Line]) -> int:
    """How many of the first lines begin with the same sign."""
    signs = (found.group().strip() if (found := _match(_DOT, line)) else "" for line in lines)
    first = next(signs)
    return 1 + sum(1 for _ in takewhile(lambda sign: sign == first, signs)) if first else 0


def _in_order(lines: Iterable[Line]) -> int:
    """How many of the first lines are numbered from one on."""
    numbers = (_number(found) if (found := _match(_NUMBER, line)) else 0 for line in lines)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(numbers, count(1), strict=False)))


def _match(pattern: re.Pattern[str], line: Line) -> re.Match[str] | None:
    return None if line.mark else pattern.match(line.text)


def _number(found: re.Match[str]) -> int:
    digits = next(group for group in found.groups() if group)
    return int(unicodedata.numeric(digits)) if len(digits) == 1 else int(digits)
