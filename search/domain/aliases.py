"""Which words may stand in an alias, so that each word means one thing only."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.kana import fold_width
from search.domain.analysis import content_words
from search.models import Alias

# 母 and 杖 are words; あ and 1 are not.
_LONE_SIGN: Final = re.compile(r"^[^\u3400-\u9fff々]?$")


class WhyNot(models.TextChoices):
    """Why a word may not stand in an alias, in words that staff read."""

    TOO_SHORT = "too_short", _("「%(word)s」 is a single sign. Search would find too much by it.")
    SAYS_NOTHING = (
        "says_nothing",
        _("「%(word)s」 gives search nothing to go by. Write it in another way, in kanji or katakana."),
    )
    STANDS_ELSEWHERE = (
        "stands_elsewhere",
        _("「%(word)s」 stands already among 「%(group)s」. Open those and add your words there."),
    )


@dataclass(frozen=True)
class Refusal:
    """``standing`` is the alias that has the word already."""

    reason: WhyNot
    word: str
    standing: Alias | None = None

    def __str__(self) -> str:
        return str(self.reason.label) % {"word": self.word, "group": self.standing or ""}


def same(word: str) -> str:
    """The word as search compares it: one width, one case, no spaces."""
    return "".join(fold_width(word).casefold().split())


def refusals(words: Sequence[str], *, of: Alias) -> list[Refusal]:
    """Why ``words`` may not stand together in ``of``; nothing when they may. A reason for each word at most."""
    standing = {same(line): alias for alias in Alias.objects.exclude(pk=of.pk) for line in alias.lines}
    return [refusal for word in words for refusal in _refusals_of(word, standing.get(same(word)))][:5]


def _refusals_of(word: str, standing: Alias | None) -> Iterable[Refusal]:
    if _LONE_SIGN.match(same(word)):
        yield Refusal(WhyNot.TOO_SHORT, word)
    elif not any(content_words(word)):
        yield Refusal(WhyNot.SAYS_NOTHING, word)
    elif standing is not None:
        yield Refusal(WhyNot.STANDS_ELSEWHERE, word, standing)
