"""「日　時」: a word pulled apart to look even."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches
from portal.core.authoring.rule import Rule
from portal.core.authoring.shipped import known_words
from portal.core.japanese import is_word

CODE: Final = "word-spaces"
_WORDS: Final = known_words("spaced")
_LISTS: Final = known_words("spaced_lists")
_LETTER: Final = "[ぁ-んァ-ヶー一-龠々]"
_SPACED: Final = re.compile(rf"(?<![^\s「『（(【■●◆○]){_LETTER}(?:[ \u3000]{{1,4}}{_LETTER}){{1,5}}(?!{_LETTER})")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _SPACED, needs=" \u3000"):
        word = "".join(match.group().split())
        if word in _WORDS or (len(word) > 2 and word not in _LISTS and is_word(word)):
            message = gettext("Write “%(word)s” without spaces inside the word.") % {"word": word}
            yield found(CODE, Level.WARNING, text, match.span(), message, replacement=word)


RULE: Final = Rule(
    CODE,
    _("Spaces inside words"),
    Level.WARNING,
    check,
    _("日　時 is read out as two words, and search does not find it."),
)
