"""10時～12時, 月～金: a range that is passed over in silence, and 〜 beside ～."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import PROSE, Content, Text
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "ranges"
_MARK: Final = r"[ \u3000]*(?P<mark>[〜～]|(?<=[日時分月）)])[－–—―-])[ \u3000]*"
_TIME: Final = r"(?:午前|午後)?\d{1,2}時(?:\d{1,2}分|半)?"
_DAY: Final = (
    r"(?:(?:令和)?\d{1,4}年)?(?:\d{1,2}月)?\d{1,2}日(?![間々])(?:[（(][月火水木金土日](?:曜日?)?(?:[・･]祝日?)?[）)])?"
)
_MONTH: Final = r"(?:翌年)?\d{1,2}月(?!\d)"
_AGE: Final = r"\d{1,3}(?:歳|才)"
_WEEKDAY: Final = r"(?:(?<![一-龠])|(?<=毎週))[月火水木金土日](?:曜日?)?(?![一-龠])"
_POINTS: Final = "|".join(
    rf"(?P<a{number}>{one}){_MARK.replace('mark', f'm{number}')}(?P<b{number}>{one})"
    for number, one in enumerate((_TIME, _DAY, _MONTH, _AGE, _WEEKDAY))
)
_UNITS: Final = "人|名|回|分間?|時間|日間|週間|か月|円|キロ|メートル"
_AMOUNT: Final = re.compile(
    rf"(?<![\d.,，/月時])(?P<a>\d{{1,6}})(?P<unit>{_UNITS})?[ \u3000]*[〜～][ \u3000]*"
    rf"(?P<b>\d{{1,6}})(?P<same>{_UNITS})"
)
_RANGE: Final = re.compile(rf"(?:{_POINTS})(?P<until>まで|に(?![はかつよおも関]))?")
_MARKS: Final = re.compile("[〜～－–—―-]")
_LEFT: Final = re.compile("〜")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if text.role in PROSE and _MARKS.search(text.text):
            yield from _look(text)


def _look(text: Text) -> Iterator[Finding]:
    taken: list[tuple[int, int]] = []
    for span, plain in _ranges(text.text):
        taken.append(span)
        message = gettext("Write the range in words: “%(range)s”.") % {"range": plain}
        yield found(CODE, Level.WARNING, text, span, message, replacement=plain)
    for match in _LEFT.finditer(text.text):
        if not any(first <= match.start() < last for first, last in taken):
            message = gettext("Write “～”; “〜” is another character, and search does not find it.")
            yield found(CODE, Level.HINT, text, match.span(), message, replacement="～")


def _ranges(words: str) -> Iterator[tuple[tuple[int, int], str]]:
    for match in _RANGE.finditer(words):
        first, last = (match[f"{side}{_number(match)}"] for side in "ab")
        if last.endswith("曜日") and len(first) == 1:
            first += "曜日"
        # 「10時～12時に」 would become 「12時までに」, which is something else.
        yield match.span(), f"{first}から{last}まで"
    for match in _AMOUNT.finditer(words):
        if match["unit"] in {None, match["same"]}:
            yield match.span(), f"{match['a']}{match['same']}から{match['b']}{match['same']}"


def _number(match: re.Match[str]) -> int:
    """Which kind of range it is."""
    return next(number for number in range(5) if match[f"a{number}"])


RULE: Final = Rule(
    CODE,
    _("Ranges in signs"),
    Level.WARNING,
    check,
    _("～ is often not read out: “10 to 12 o’clock” becomes “10, 12 o’clock”."),
)
