"""Rich text as Wagtail keeps it: cut into texts, and changed without touching its markup."""

import html
import re
from dataclasses import dataclass, field
from typing import Final

# A tag, quotes inside it included; or a stretch of text; or a stray "<".
_TOKEN: Final = re.compile(r"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|[^<]+|<""")
_TAG: Final = re.compile(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)")
_ATTRIBUTE: Final = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BLOCKS: Final = frozenset(
    {"p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "th", "tr", "table", "hr"}
)
_DEEPEST: Final = 50
_BOLD: Final = frozenset({"b", "strong"})
_ITALIC: Final = frozenset({"i", "em"})


@dataclass(frozen=True)
class Anchor:
    """The attributes of one ``<a>``; two anchors beside each other are two."""

    number: int
    attributes: dict[str, str] = field(compare=False)


@dataclass(frozen=True)
class Node:
    """A stretch of text: ``token`` is its number in the source, -1 for a line break."""

    token: int
    text: str
    bold: bool = False
    italic: bool = False
    anchor: Anchor | None = None


@dataclass(frozen=True)
class Stretch:
    """One text of a rich text: a paragraph, an item, a heading."""

    tag: str
    nodes: tuple[Node, ...]

    @property
    def text(self) -> str:
        return "".join(node.text for node in self.nodes)


@dataclass(frozen=True)
class Embedded:
    """An image inside a rich text."""

    attributes: dict[str, str]


class RichText:
    """The texts of ``source``, in order; numbers of texts are those of ``stretches``."""

    def __init__(self, source: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(source)
        self.stretches: list[Stretch] = []
        self.embedded: list[Embedded] = []
        self._nodes: list[Node] = []
        self._tags: list[str] = []
        self._bold = self._italic = 0
        self._anchor: Anchor | None = None
        for number, token in enumerate(self.tokens):
            if _TAG.match(token):
                self._meet_tag(number, token)
            else:
                self._nodes.append(self._node(number, html.unescape(token)))
        self._flush()

    def replaced(self, number: int, start: int, end: int, replacement: str) -> str:
        """The source with the characters from ``start`` to ``end`` of the text ``number`` replaced.

        The replacement takes the look of the first character that it replaces.
        """
        tokens, at, written = list(self.tokens), 0, False
        for node in self.stretches[number].nodes:
            first, last = at, at + len(node.text)
            at = last
            if node.token < 0 or last < start or first > end or (last == start and start != end):
                continue
            kept_before, kept_after = node.text[: max(0, start - first)], node.text[max(0, end - first) :]
            middle = "" if written else replacement
            tokens[node.token] = html.escape(kept_before + middle + kept_after, quote=False)
            written = True
            if last >= end:
                break
        return "".join(tokens)

    def linked(self, number: int, start: int, end: int, href: str) -> str:
        """The source with a link around these characters; as it was when they do not stand in one piece."""
        tokens, at = list(self.tokens), 0
        for node in self.stretches[number].nodes:
            first, last = at, at + len(node.text)
            at = last
            if node.token >= 0 and node.anchor is None and first <= start and end <= last:
                words = (node.text[: start - first], node.text[start - first : end - first], node.text[end - first :])
                before, inside, after = (html.escape(part, quote=False) for part in words)
                tokens[node.token] = f'{before}<a href="{html.escape(href)}">{inside}</a>{after}'
        return "".join(tokens)

    def _node(self, number: int, text: str) -> Node:
        return Node(number, text, self._bold > 0, self._italic > 0, self._anchor)

    def _meet_tag(self, number: int, token: str) -> None:
        closing, name = _TAG.match(token).groups()  # type: ignore[union-attr]
        name, step = name.lower(), -1 if closing else 1
        if name in _BLOCKS:
            self._flush()
            self._open_or_close(name, bool(closing))
        elif name in _BOLD:
            self._bold = max(0, self._bold + step)
        elif name in _ITALIC:
            self._italic = max(0, self._italic + step)
        elif name == "a":
            self._anchor = None if closing else Anchor(number, _attributes(token))
        elif name == "br":
            self._nodes.append(self._node(-1, "\n"))
        elif name == "embed":
            self.embedded.append(Embedded(_attributes(token)))

    def _open_or_close(self, name: str, closing: bool) -> None:
        if not closing:
            # Nobody nests deeper; a broken source must not cost its square.
            self._tags = [*self._tags[-_DEEPEST:], name]
        elif name in self._tags:
            while self._tags.pop() != name:
                pass

    def _flush(self) -> None:
        if any(node.text.strip() or node.anchor for node in self._nodes):
            self.stretches.append(Stretch(self._tags[-1] if self._tags else "p", tuple(self._nodes)))
        self._nodes = []


def _attributes(token: str) -> dict[str, str]:
    return {name.lower(): html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(token)}
