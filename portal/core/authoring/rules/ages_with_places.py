"""「桜台に住む80代の女性」: an age and a place by which neighbours know who it is."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import SENTENCES, sentences, words_pattern
from portal.core.authoring.rule import Rule

CODE: Final = "ages-with-places"
_AGE: Final = re.compile(
    r"(?<![\d第])(?:\d{1,3}(?:歳|才)|[1-9１-９][0０]代)(?!以上|以下|未満|から|まで|になる|～|〜|前後の方|の方|の皆|を対象|向け|児|までの)"
)
_PERSON: Final = re.compile(
    r"男性|女性|男の子|女の子|さん|母|父|娘|息子|夫(?!婦)|妻|夫婦|祖母|祖父|孫|姉|妹|兄|弟|世帯|一人暮らし|ひとり暮らし|独居|二人暮らし"
)
_PLACE: Final = re.compile(r"\d丁目|番地|団地|地区|町内|集落|自治会|マンション|アパート|に住む|在住|小学校|中学校")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    if not content.names_nobody:
        return
    places = knowledge.once(CODE, lambda: words_pattern(knowledge.places, frozenset()))
    for text in content.of_role(*SENTENCES):
        for start, sentence in sentences(text.text):
            if _AGE.search(sentence) and _PERSON.search(sentence) and _is_placed(sentence, places):
                for match in _AGE.finditer(sentence):
                    message = gettext("Leave out the age or the place, so that nobody can be recognised.")
                    yield found(CODE, Level.WARNING, text, (start + match.start(), start + match.end()), message)


def _is_placed(sentence: str, places: re.Pattern[str] | None) -> bool:
    return _PLACE.search(sentence) is not None or (places is not None and places.search(sentence) is not None)


RULE: Final = Rule(
    CODE,
    _("Ages with a place"),
    Level.WARNING,
    check,
    _("In a small town an age and a place are enough to know who is meant."),
)
