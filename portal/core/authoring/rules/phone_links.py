"""A telephone number in running text that cannot be pressed."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Text
from portal.core.authoring.findings import Correction, Finding, Level, excerpt
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import is_linked, matches
from portal.core.authoring.rule import Rule
from portal.core.phone import clean_phone, tel_href

CODE: Final = "phone-links"
_NUMBER: Final = re.compile(
    r"(?<![\d\-‐－ー.])0\d{1,4}(?:[-‐－ー]\d{1,4}[-‐－ー]\d{3,4}|[（(]\d{1,4}[）)]\d{3,4})(?![\d\-‐－ー])"
)
_FAX: Final = re.compile(r"(?:FAX|ＦＡＸ|ファクス|ファックス|ファクシミリ)[番号はへでまの：:\s（(]*$", re.IGNORECASE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _NUMBER, needs="0"):
        # Only rich text can hold a link; fields for numbers make theirs by themselves.
        if "#" not in text.place.part or is_linked(text, *match.span()) or _FAX.search(text.text[: match.start()]):
            continue
        message = gettext("Make the number “%(number)s” a link that dials.") % {"number": match.group()}
        correction = None
        if _is_in_one_run(text, *match.span()):
            href = tel_href(clean_phone(match.group()))
            correction = Correction(text.place, *match.span(), href, "link", match.group())
        shown = excerpt(text.text, *match.span())
        yield Finding(CODE, Level.HINT, text.place, message, shown, correction, *match.span())


def _is_in_one_run(text: Text, start: int, end: int) -> bool:
    at = 0
    for run in text.runs:
        if at <= start and end <= at + len(run.text):
            return True
        at += len(run.text)
    return False


RULE: Final = Rule(
    CODE,
    _("Telephone numbers without a link"),
    Level.HINT,
    check,
    _("On a telephone one press should be enough to call."),
)
