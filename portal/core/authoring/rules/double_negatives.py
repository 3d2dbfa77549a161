"""「できないことはない」: no to a no."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import SENTENCES, matches
from portal.core.authoring.rule import Rule

CODE: Final = "double-negatives"
_DOUBLE: Final = re.compile(
    r"(?:な|無)い(?:こと|わけ|訳)(?:は|も|では|でも|じゃ)(?:な[いくか]|ありません|無い)"
    r"|(?:な|無)く(?:は|も)(?:な[いか]|ありません|無い)"
    r"|(?:な|無)いとは(?:限りません|限らない|言えな|いえな|言えません|いえません)"
    r"|ざるを[得え](?:な[いか]|ません)"
    r"|(?:な|無)いでは(?:いられ|すまさ|済まさ)(?:な[いか]|ません)"
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    message = gettext("Say it without two negations, for example “you can”.")
    for text, match in matches(content, _DOUBLE, SENTENCES):
        yield found(CODE, Level.HINT, text, match.span(), message)


RULE: Final = Rule(
    CODE,
    _("Double negatives"),
    Level.HINT,
    check,
    _("Two negations are easily taken for the opposite."),
)
