"""「こちら」「詳しくは」: words of a link that say nothing of where it leads."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, excerpt
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "link-words"
_SAYS_NOTHING: Final = re.compile(
    r"(?:→|＞|>|【|「)?(?:(?:詳細|詳しく|くわしく|続き|申込み?|お申し?込み)?(?:は|を)?"
    r"(?:こちら|コチラ|此方|ここ|下記|次のリンク|リンク|here)(?:のページ|のリンク|のサイト|の資料)?"
    r"(?:から|へ|を|に|で)?(?:ご覧|見る|読む|クリック|ご確認)?(?:ください|下さい|してください)?"
    r"|詳しくは|くわしくは|詳細は?|続きを?読む|もっと見る|クリック(?:してください)?|リンク|click ?here|more|link)"
    r"(?:。|→|＞|>|】|」|！|!)?",
    re.IGNORECASE,
)


def says_nothing(words: str) -> bool:
    """Whether the words of a link say nothing of where it leads."""
    return _SAYS_NOTHING.fullmatch(words) is not None


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for link in content.links:
        words = link.text.strip()
        if not link.has_words:
            continue
        if not words:
            message = gettext("Write where the link leads; a link without words cannot be read out.")
            yield Finding(CODE, Level.STOP, link.place, message, link.href, None, link.start, link.end)
        elif says_nothing(words):
            message = gettext("Write the name of what it leads to instead of “%(words)s”.") % {"words": words}
            yield Finding(
                CODE, Level.WARNING, link.place, message, excerpt(words, 0, len(words)), None, link.start, link.end
            )


RULE: Final = Rule(
    CODE,
    _("Words of links that say nothing"),
    Level.STOP,
    check,
    _("Screen readers list the links of a page. There, “here” leads nowhere."),
)
