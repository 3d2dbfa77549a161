"""Links with the same words that lead to different places."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.authoring.rules.link_words import says_nothing

CODE: Final = "same-link-words"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for link in content.links:
        words = "".join(link.text.split())
        if not words or not link.has_words or says_nothing(words):
            continue
        if first.setdefault(words, link.href) != link.href:
            message = gettext("Give links to different places different words: “%(words)s”.") % {"words": link.text}
            yield Finding(CODE, Level.WARNING, link.place, message, link.text, None, link.start, link.end)


RULE: Final = Rule(
    CODE,
    _("Same words to different places"),
    Level.WARNING,
    check,
    _("In the list of links nobody can tell them apart."),
)
