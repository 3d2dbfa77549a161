"""Words that the town writes otherwise."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge, Replace
from portal.core.authoring.matching import matches, words_pattern
from portal.core.authoring.rule import Rule

CODE: Final = "words-to-replace"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    pattern = knowledge.once(CODE, lambda: words_pattern([one.word for one in knowledge.replace], knowledge.exceptions))
    if pattern is None:
        return
    rules = knowledge.once(f"{CODE}-by-word", lambda: {one.word: one for one in knowledge.replace})
    for text, match in matches(content, pattern):
        one = rules.get(match["word"] or "")
        if one is not None and not _is_right_already(text.text, match.start(), one):
            yield found(CODE, one.level, text, match.span(), _message(one), replacement=one.replacement)


def _is_right_already(words: str, at: int, one: Replace) -> bool:
    """Whether the word is met inside what it would be replaced by."""
    inside = one.replacement.find(one.word)
    return inside >= 0 and words.startswith(one.replacement, max(0, at - inside))


def _message(one: Replace) -> str:
    words = {"word": one.word, "replacement": one.replacement, "reason": one.reason}
    if one.reason:
        return gettext("Write “%(replacement)s” instead of “%(word)s”. %(reason)s") % words
    return gettext("Write “%(replacement)s” instead of “%(word)s”.") % words


RULE: Final = Rule(
    CODE,
    _("Words to replace"),
    Level.STOP,
    check,
    _("The town has agreed on words that everybody understands."),
)
