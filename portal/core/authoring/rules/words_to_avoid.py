"""Words that the town does not write: they hurt, or only the town hall knows them."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches, words_pattern
from portal.core.authoring.rule import Rule

CODE: Final = "words-to-avoid"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    pattern = knowledge.once(CODE, lambda: words_pattern([one.word for one in knowledge.avoid], knowledge.exceptions))
    if pattern is None:
        return
    rules = knowledge.once(f"{CODE}-by-word", lambda: {one.word: one for one in knowledge.avoid})
    for text, match in matches(content, pattern):
        one = rules.get(match["word"] or "")
        if one is not None:
            words = {"word": one.word, "reason": one.reason}
            message = gettext("Write this without “%(word)s”. %(reason)s") % words
            yield found(CODE, one.level, text, match.span(), message.strip())


RULE: Final = Rule(
    CODE,
    _("Words to avoid"),
    Level.STOP,
    check,
    _("Words that hurt somebody, or that only the town hall understands, do not belong on the page."),
)
