"""HTML read as a browser reads its tags, in time that grows with its length alone, and written down well formed.

html.parser looks for the end of a tag that never ends anew at each sign: forty thousand of them took it ten seconds.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

# Nothing here tries twice: a tag matches at once or never ends.
_TAG: Final = re.compile(
    r"""<(/?)([a-z][^\s/>]*+)
    ((?: [\s/]++ | [^\s/>][^\s/>=]*+ (?: \s*+=\s*+ (?: "[^"]*+" | '[^']*+' | (?!["'])[^\s>]*+ ) | (?!\s*+=) ) )*+)
    >""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE: Final = re.compile(
    r"""([^\s/>][^\s/>=]*+) (?: \s*+=\s*+ (?: "([^"]*+)" | '([^']*+)' | ([^\s>]*+) ) )?+""", re.VERBOSE
)
_OPENS: Final = re.compile(r"</?[a-z]|<[!?/]", re.IGNORECASE)
_NAME: Final = re.compile(r"[a-z][a-z0-9:-]*")
# What is inside is no HTML, up to the end of its own kind.
_RAW: Final = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_KEPT: Final = ("class", "colspan", "href", "rowspan", "style")


def well_formed(html: str) -> str:
    """``html`` without comments, declarations, scripts and styles; each tag whole, with what is asked of it later.

    What never ends (a tag, a comment, a script) takes the rest along, as in a browser.
    """
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    at = 0
    while found := _OPENS.search(html, at):
        start = found.start()
        yield _words(html[at:start])
        if found.group()[-1] in "!?/":
            at = _after_comment(html, start)
        elif tag := _TAG.match(html, start):
            yield _tag(tag)
            at = tag.end()
            if not tag[1] and tag[2].lower() in _RAW:
                at = _end_of_raw(html, at, tag[2])
        else:
            at = -1
        if at < 0:
            return
    yield _words(html[at:])


def _words(text: str) -> str:
    return escape(unescape(text), quote=False)


def _tag(tag: re.Match[str]) -> str:
    name, attributes = tag[2].lower(), tag[3]
    if not _NAME.fullmatch(name):
        return ""
    if tag[1]:
        return f"</{name}>"
    said = dict(reversed([(one[0].lower(), "".join(one[1:])) for one in _ATTRIBUTE.findall(attributes)]))
    kept = "".join(f' {key}="{escape(unescape(said[key]))}"' for key in _KEPT if key in said)
    return f"<{name}{kept}{'/' if attributes.endswith('/') else ''}>"


def _after_comment(html: str, start: int) -> int:
    """Where the text goes on behind a comment or a declaration; -1 for one that never ends."""
    if not html.startswith("<!--", start):
        return html.find(">", start) + 1 or -1
    if html.startswith((">", "->"), start + 4):
        return html.index(">", start) + 1
    end = html.find("-->", start + 4)
    return end + 3 if end >= 0 else -1


def _end_of_raw(html: str, at: int, name: str) -> int:
    """Where the end of such a tag stands, or -1."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
    return found.start() if found else -1
