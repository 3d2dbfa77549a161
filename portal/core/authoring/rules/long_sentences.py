"""A sentence in which one forgets how it began."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import SENTENCES, sentences
from portal.core.authoring.rule import Rule

CODE: Final = "long-sentences"
HINT_FROM: Final = 80
WARNING_FROM: Final = 120
_ASIDE: Final = re.compile(r"[（(][^（）()]*[）)]")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.of_role(*SENTENCES):
        if len(text.text) <= HINT_FROM:
            continue
        for start, sentence in sentences(text.text):
            length = len(_ASIDE.sub("", sentence).strip())
            if length > HINT_FROM:
                level = Level.WARNING if length > WARNING_FROM else Level.HINT
                message = gettext("Make two or more sentences of this one; it has %(number)d letters.")
                yield found(CODE, level, text, (start, start + len(sentence)), message % {"number": length})


RULE: Final = Rule(
    CODE,
    _("Long sentences"),
    Level.WARNING,
    check,
    _("A sentence of more than 80 letters is hard to follow, all the more by ear."),
)
