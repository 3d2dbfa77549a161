"""Where a pattern stands in the texts of a content."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from portal.core.authoring.facts import PROSE, Content, Text, TextRole

# Words that somebody composed in sentences; titles and captions are short by nature.
SENTENCES: Final = frozenset(
    {TextRole.SUMMARY, TextRole.PARAGRAPH, TextRole.ITEM, TextRole.CELL, TextRole.NOTE, TextRole.CAPTION}
)
# A sign at the start of a piece divides as well as a full stop: 【日時】… ○対象 … ※雨のとき …
_SENTENCE: Final = re.compile(r"[^。！？!?\n][^。！？!?\n【○〇●■□◆◇★☆※①-⑳]*[。！？!?]*")


def matches(
    content: Content, pattern: re.Pattern[str], roles: Collection[TextRole] = PROSE, *, needs: str = ""
) -> Iterator[tuple[Text, re.Match[str]]]:
    """Each match of ``pattern`` in the texts of these roles, in reading order.

    A pattern that cannot match without one of the characters ``needs`` is spared the texts that have none.
    """
    for text in content.texts:
        if text.role in roles and (not needs or any(sign in text.text for sign in needs)):
            for match in pattern.finditer(text.text):
                yield text, match


def words_pattern(words: Iterable[str], exceptions: Iterable[str]) -> re.Pattern[str] | None:
    """Finds any of ``words`` as the group "word", the longest first; an exception that holds one is passed over."""
    wanted = [word for word in words if word]
    if not wanted:
        return None
    passed = [one for one in exceptions if any(word in one for word in wanted)]
    return re.compile("|".join(filter(None, (_any_of(passed), f"(?P<word>{_any_of(wanted)})"))))


def _any_of(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def sentences(words: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, each with the place of its first character."""
    for match in _SENTENCE.finditer(words):
        yield match.start(), match.group()


def is_linked(text: Text, start: int, end: int) -> bool:
    """Whether the characters from ``start`` to ``end`` are part of a link."""
    return any(link.start < end and start < link.end for link in text.links)
