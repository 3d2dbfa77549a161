"""A title that is too long, or that could stand on any page."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "titles"
LONG: Final = 45
TOO_LONG: Final = 65
_SAYS_NOTHING: Final = re.compile(
    r"[【「『]?(?:重要な?|大切な)?(?:お知らせ|ご?案内|募集|開催|ご?報告|イベント|新着情報|ニュース|その他|ページ|無題|タイトル|テスト)"
    r"(?:について|のお知らせ|します|一覧)?[】」』]?[。！!\s]*(?:[0-9０-９]*)"
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.of_role(TextRole.TITLE):
        words = text.text.strip()
        span = (0, len(text.text))
        if _SAYS_NOTHING.fullmatch(words):
            message = gettext("Say in the title what it is about; in a list “%(words)s” could be anything.")
            yield found(CODE, Level.WARNING, text, span, message % {"words": words})
        elif len(words) > LONG:
            level = Level.WARNING if len(words) > TOO_LONG else Level.HINT
            message = gettext("Shorten the title to about 40 letters; it has %(number)d.") % {"number": len(words)}
            yield found(CODE, level, text, span, message)


RULE: Final = Rule(
    CODE,
    _("Titles"),
    Level.WARNING,
    check,
    _("The title stands alone in lists, in search results and in the tab of the browser."),
)
