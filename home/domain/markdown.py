"""The little of Markdown that the manual uses, as HTML; what it does not know stays text, and all text is escaped."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Resolve = Callable[[str], str]

HEADING: Final = re.compile(r"(#{1,4}) +(.+)")
ITEM: Final = re.compile(r"( *)(?:[-*]|(\d+)\.) +(.*)")
RULE: Final = re.compile(r"\|[\s:|-]+\|")
FENCE: Final = re.compile(r" *```")
INLINE: Final = re.compile(
    r"`(?P<code>[^`]+)`|\*\*(?P<strong>.+?)\*\*"
    r"|!\[(?P<alt>[^\]]*)\]\((?P<image>[^)\s]+)\)|\[(?P<words>[^\]]+)\]\((?P<link>[^)\s]+)\)"
)


@dataclass(frozen=True)
class Heading:
    """A heading that one can jump to; level 1 is the title of the text."""

    level: int
    words: str

    @property
    def anchor(self) -> str:
        """What stands behind the # of its address."""
        return re.sub(r"[\s「」（）、。]+", "-", self.words).strip("-")


def headings(text: str) -> list[Heading]:
    """The headings of ``text`` in their order."""
    lines = text.splitlines()
    return [Heading(len(found[1]), found[2].strip()) for line in lines if (found := HEADING.fullmatch(line))]


def html(text: str, *, link: Resolve, image: Resolve) -> SafeString:
    """``text`` as HTML without its title; ``link`` and ``image`` turn what the file names into addresses."""
    return Writer(link, image).blocks([line for line in text.splitlines() if not line.startswith("# ")])


@dataclass(frozen=True)
class Writer:
    """Writes blocks of lines; knows where links and images lead."""

    link: Resolve
    image: Resolve

    def blocks(self, lines: list[str]) -> SafeString:
        return format_html_join("\n", "{}", ((block,) for block in self._blocks(lines)))

    def inline(self, text: str) -> SafeString:
        parts, end = [], 0
        for found in INLINE.finditer(text):
            parts += [escape(text[end : found.start()]), self._marked(found)]
            end = found.end()
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 each part is escaped

    def _marked(self, found: re.Match[str]) -> SafeString:
        if found["code"] is not None:
            return format_html("<code>{}</code>", found["code"])
        if found["strong"] is not None:
            return format_html("<strong>{}</strong>", self.inline(found["strong"]))
        if found["image"] is not None:
            return format_html('<img src="{}" alt="{}" loading="lazy">', self.image(found["image"]), found["alt"])
        return format_html('<a href="{}">{}</a>', self.link(found["link"]), self.inline(found["words"]))

    def _blocks(self, lines: list[str]) -> Iterator[SafeString]:
        at = 0
        while at < len(lines):
            end = _end_of_block(lines, at)
            if end > at:
                yield self._block(lines[at:end])
            at = max(end, at + 1)

    def _block(self, lines: list[str]) -> SafeString:
        if found := HEADING.fullmatch(lines[0]):
            heading = Heading(len(found[1]), found[2].strip())
            level = SafeString(f"h{heading.level}")
            return format_html('<{} id="{}">{}</{}>', level, heading.anchor, self.inline(heading.words), level)
        if FENCE.match(lines[0]):
            inside = [line for line in lines if not FENCE.match(line)]
            return format_html("<pre>{}</pre>", "\n".join(line.strip() for line in inside))
        if len(lines) > 1 and RULE.fullmatch(lines[1].strip()):
            return self._table(lines)
        if found := ITEM.fullmatch(lines[0]):
            return self._list(lines, ordered=found[2] is not None)
        return format_html("<p>{}</p>", self.inline("".join(line.strip() for line in lines)))

    def _table(self, lines: list[str]) -> SafeString:
        head, *rows = ([self.inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in lines)
        first = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in head))
        body = ((cells[0], format_html_join("", "<td>{}</td>", ((cell,) for cell in cells[1:]))) for cells in rows[1:])
        return format_html(
            '<div class="manual-table"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>',
            first,
            format_html_join("", '<tr><th scope="row">{}</th>{}</tr>', body),
        )

    def _list(self, lines: list[str], *, ordered: bool) -> SafeString:
        indent = len(lines[0]) - len(lines[0].lstrip())
        items: list[list[str]] = []
        for line in lines:
            found = ITEM.fullmatch(line)
            if found and len(found[1]) == indent:
                items.append([found[3]])
            else:
                items[-1].append(line)
        written = ((self._item(item),) for item in items)
        return format_html("<{0}>{1}</{0}>", "ol" if ordered else "ul", format_html_join("", "<li>{}</li>", written))

    def _item(self, lines: list[str]) -> SafeString:
        """The words of an item, then what is nested in it."""
        nested = next((at for at, line in enumerate(lines[1:], 1) if ITEM.fullmatch(line) or not line.strip()), None)
        words = self.inline("".join(line.strip() for line in lines[:nested]))
        return format_html("{}{}", words, self.blocks(lines[nested:])) if nested else words


def _end_of_block(lines: list[str], at: int) -> int:
    """Behind the last line of the block that begins at ``at``; ``at`` itself on an empty line."""
    line = lines[at]
    if not line.strip():
        return at
    if HEADING.fullmatch(line):
        return at + 1
    if FENCE.match(line):
        return next((end + 1 for end in range(at + 1, len(lines)) if FENCE.match(lines[end])), len(lines))
    if ITEM.fullmatch(line):
        return _end_of_list(lines, at)
    ends = (end for end in range(at + 1, len(lines)) if not lines[end].strip() or _begins(lines[end]))
    return next(ends, len(lines))


def _end_of_list(lines: list[str], at: int) -> int:
    """A list goes on over empty lines as long as what follows is indented or another item of it."""
    first = ITEM.fullmatch(lines[at])
    end = at + 1
    for place in range(at + 1, len(lines)):
        line = lines[place]
        if not line.strip():
            continue
        item = ITEM.fullmatch(line)
        goes_on = line.startswith("  ") or (item and first and bool(item[2]) == bool(first[2]))
        if not goes_on or HEADING.fullmatch(line):
            break
        end = place + 1
    return end


def _begins(line: str) -> bool:
    return bool(HEADING.fullmatch(line) or ITEM.fullmatch(line) or FENCE.match(line))
