"""The name of a person whom nobody asked."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.people import Name, people_in
from portal.core.authoring.rule import Rule
from portal.core.authoring.shipped import known_words

CODE: Final = "person-names"
AROUND: Final = 24
# 蒼太さん（仮名）: whoever is called so once may be called so again.
_INVENTED: Final = re.compile(r"([^\s。、「」（）()]{1,12})[（(]仮名[）)]")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    level = Level.WARNING if content.names_nobody else Level.HINT
    meant = _meant_to_be_read(content, knowledge)
    for text, name in people_in(content):
        if not _may_stand(name.words, meant) and (content.names_nobody or not _is_public(text.text, name)):
            message = gettext("Check that “%(name)s” may be named here, or write the role instead.")
            yield found(CODE, level, text, (name.start, name.end), message % {"name": name.words})


def _is_public(words: str, name: Name) -> bool:
    """Whether the words around the name say that this is a speaker, an artist, the head of something."""
    around = words[max(0, name.start - AROUND) : name.end + AROUND]
    return any(role in around for role in known_words("public_roles"))


def _meant_to_be_read(content: Content, knowledge: Knowledge) -> frozenset[str]:
    """Names that may stand: those the town allows, places, and whoever is named in a field for names."""
    fields = (text.text for text in content.of_role(TextRole.PERSON, TextRole.ADDRESS))
    invented = (match.group(1) for text in content.texts for match in _INVENTED.finditer(text.text))
    return knowledge.exceptions | knowledge.places | {"".join(words.split()) for words in (*fields, *invented)}


def _may_stand(name: str, meant: frozenset[str]) -> bool:
    bare = "".join(name.split())
    return any(bare in one for one in meant)


RULE: Final = Rule(
    CODE,
    _("Names of persons"),
    Level.WARNING,
    check,
    _("A name that stands on the web once is found for ever."),
)
