"""A link to a file that does not say what kind of file, and how large."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Link, LinkKind, Text
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "document-link"
_FILE: Final = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|zip|csv|txt|odt|ods)(?:[?#].*)?$", re.IGNORECASE)
_TYPE: Final = re.compile(
    r"PDF|ワード|エクセル|パワーポイント|Word|Excel|PowerPoint|(?:DOC|XLS|PPT)X?|ZIP|CSV|テキスト", re.I
)
_SIZE: Final = re.compile(r"\d[\d,.]*\s*(?:KB|MB|キロバイト|メガバイト|バイト)", re.IGNORECASE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        for link in text.links:
            leads_to_file = link.kind == LinkKind.DOCUMENT or _FILE.search(link.href)
            if leads_to_file and not link.names_file and not link.is_lost and link.text.strip():
                yield from _look(text, link)


def _look(text: Text, link: Link) -> Iterator[Finding]:
    # Type and size may stand in the link or right after it.
    around = text.text[link.start : link.end + 30]
    has_type, has_size = _TYPE.search(around), _SIZE.search(around)
    if has_type and (has_size or link.kind != LinkKind.DOCUMENT):
        return
    message = gettext("Write the type and the size of the file in the words of the link.")
    facts = None
    if not has_type and not has_size and link.file_type and link.file_size:
        facts = f"{link.text}（{link.file_type}、{size_in_words(link.file_size)}）"
    yield found(CODE, Level.WARNING, text, (link.start, link.end), message, replacement=facts)


def size_in_words(size: int) -> str:
    """The size of a file of so many bytes: 「120KB」「1.5MB」."""
    return f"{size / 1_048_576:.1f}MB" if size >= 1_048_576 else f"{max(1, round(size / 1024))}KB"


RULE: Final = Rule(
    CODE,
    _("Links to files without type and size"),
    Level.WARNING,
    check,
    _("Nobody wants to open a large file on a telephone without knowing it."),
)
