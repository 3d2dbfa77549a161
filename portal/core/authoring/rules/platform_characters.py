"""機種依存文字: ㈱ ㎡ ℡ ①, read out wrongly or not at all."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Text
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.authoring.shipped import readable_characters

CODE: Final = "platform-characters"
READABLE: Final = readable_characters()
_READABLE: Final = re.compile(f"[{''.join(READABLE)}]")
# Common enough by now that most devices read them; the number alone is surer.
_CIRCLED: Final = re.compile(r"[①-⑳⓪㉑-㉟㊱-㊿❶-❿⑴-⒇Ⅰ-Ⅻⅰ-ⅻ㊗㊙☎✆✉〒Ⓐ-ⓩ]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd〓]")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if not text.text.isascii():
            yield from _look(text)


def _look(text: Text) -> Iterator[Finding]:
    for match in _READABLE.finditer(text.text):
        plain = READABLE[match.group()]
        message = gettext("Write “%(plain)s” instead of “%(sign)s”.") % {"plain": plain, "sign": match.group()}
        yield found(CODE, Level.WARNING, text, match.span(), message, replacement=plain)
    for match in _CIRCLED.finditer(text.text):
        message = gettext("If possible, write “%(sign)s” in usual letters and digits.") % {"sign": match.group()}
        yield found(CODE, Level.HINT, text, match.span(), message)
    for match in _PRIVATE.finditer(text.text):
        message = gettext("Write this character otherwise; it does not appear on other devices.")
        yield found(CODE, Level.WARNING, text, match.span(), message)


RULE: Final = Rule(
    CODE,
    _("Characters that depend on the device"),
    Level.WARNING,
    check,
    _("Such characters are read out wrongly, or are not there on other devices."),
)
