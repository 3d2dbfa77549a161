"""The mobile number or the mail address of a private person."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, LinkKind, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "private-contacts"
_MOBILE: Final = re.compile(r"(?<![\d\-‐－ー])[0０][789７８９][0０][-‐－ー\s]?[\d]{4}[-‐－ー\s]?[\d]{4}(?![\d\-‐－ー])")
_MAIL: Final = re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]++[@＠][A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_LANDLINE: Final = re.compile(r"(?<![\d\-‐－ー@./])0(?![789]0)\d{1,4}[-‐－ー(（]\d{1,4}[-‐－ー)）]\d{4}(?![\d\-‐－ー])")
_PRIVATE: Final = re.compile(
    r"[@＠](?:gmail|yahoo|hotmail|outlook|icloud|live|me|aol|docomo|ezweb|au|softbank|i\.softbank|ymobile|vodafone|rakuten"
    r"|uqmobile|nifty|biglobe|ocn|so-net)(?:\.ne|\.co)?\.(?:jp|com)$",
    re.IGNORECASE,
)
# Addresses of public bodies, and numbers that are free of charge.
_OFFICIAL: Final = re.compile(r"[@＠.](?:lg|go)\.jp$|^0120|^0800|^0570", re.IGNORECASE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if any(sign in text.text for sign in "0０@＠"):
            for span, words in _contacts(text.text, knowledge):
                if (judged := _judged(words, content, text.role)) is not None:
                    yield found(CODE, judged[0], text, span, judged[1])
    for link in content.links:
        # What a link dials or writes to is public too, whatever its words are.
        address = link.href.partition(":")[2]
        if link.kind in {LinkKind.MAIL, LinkKind.PHONE} and address not in link.text:
            for _span, words in _contacts(_with_hyphens(address), knowledge):
                if (judged := _judged(words, content, TextRole.PARAGRAPH)) is not None and judged[0] != Level.HINT:
                    yield Finding(CODE, judged[0], link.place, judged[1], words, None, link.start, link.end)


def _contacts(words: str, knowledge: Knowledge) -> Iterator[tuple[tuple[int, int], str]]:
    """Numbers and addresses that are neither those of the town's own desks nor allowed by the town."""
    public = knowledge.public_contacts | knowledge.exceptions
    for pattern in (_MOBILE, _LANDLINE, _MAIL):
        for match in pattern.finditer(words):
            if match.group() not in public:
                yield match.span(), match.group()


def _judged(words: str, content: Content, role: TextRole) -> tuple[Level, str] | None:
    """How grave it is and what to do; nothing where the number or address is meant to be read."""
    is_private = _MOBILE.fullmatch(words) is not None or _PRIVATE.search(words) is not None
    # A field for a number says by its name that the number is public.
    if role == TextRole.CONTACT:
        return (Level.HINT, _advice(words)) if is_private else None
    if is_private:
        return (Level.STOP if content.names_nobody else Level.WARNING), _advice(words)
    if content.names_nobody and not _OFFICIAL.search(words):
        return Level.WARNING, gettext("Check that “%(words)s” belongs to an office, not to a person.") % {
            "words": words
        }
    return None


def _advice(words: str) -> str:
    if "@" in words or "＠" in words:
        return gettext("Delete this private mail address, or write that of an office.")
    return gettext("Delete this mobile number unless it belongs to an office.")


def _with_hyphens(address: str) -> str:
    """The digits of a ``tel:`` link as they are written: 0999010001 as 0999-01-0001."""
    return re.sub(r"^(0\d{3})(\d{2})(\d{4})$", r"\1-\2-\3", address)


RULE: Final = Rule(
    CODE,
    _("Private numbers and addresses"),
    Level.STOP,
    check,
    _("A private number that stands on the web cannot be taken back."),
)
