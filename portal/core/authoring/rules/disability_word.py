"""障害者, 障がい者, 障碍者: the town’s own spelling for people."""

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

CODE: Final = "disability-word"
_PEOPLE: Final = re.compile(
    r"(?P<word>障害|障がい|障碍|障礙)"
    # Names of laws and schemes, which no town may spell otherwise.
    r"(?!者(?:手帳|総合支援法|基本法|差別解消|虐待|雇用|権利条約|週間|就業|就労|控除|支援施設|支援区分|職業|医療|年金|計画"
    r"|相談支援|地域生活|生活支援|福祉|自立支援|総合|優先調達|スポーツ)|児(?:通所|入所|福祉|相談支援|支援|童))"
    r"(?=者|児|のある|がある|をもつ|を持つ|のない|当事者)"
)
_NAME_AFTER: Final = re.compile(r"[^。、\s]{1,6}(?:法|手帳|条約|センター|協会|連合会|連盟|団体|手当|年金)")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    right = knowledge.disability_word
    if not right:
        return
    for text, match in matches(content, _PEOPLE, needs="障"):
        if match["word"] == right or _NAME_AFTER.match(text.text, match.end()):
            continue
        message = gettext("Write “%(word)s”, as the town has decided.") % {"word": right}
        yield found(CODE, Level.WARNING, text, match.span(), message, replacement=right)


RULE: Final = Rule(
    CODE,
    _("Spelling of しょうがい"),
    Level.WARNING,
    check,
    _("Each town decides how it writes しょうがい for people; one page does not mix spellings."),
)
