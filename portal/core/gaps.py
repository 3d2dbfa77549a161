"""Texts with gaps: 「［時刻］、［地区］に避難指示を出しました。」"""

import re
from collections.abc import Mapping
from typing import Final

_GAP: Final = re.compile(r"［([^［］\n]{1,40})］")
# Older texts mark what has to be filled in with circles: 「○時○分」.
CIRCLES: Final = ("○", "〇", "◯")


def gaps_in(*texts: str) -> tuple[str, ...]:
    """The names of the gaps, each once, in the order in which somebody reads them."""
    return tuple(dict.fromkeys(name for text in texts for name in _GAP.findall(text)))


def filled(text: str, answers: Mapping[str, str]) -> str:
    """``text`` with the answers in its gaps; one without an answer stays a gap."""
    return _GAP.sub(lambda gap: answers.get(gap.group(1), "").strip() or gap.group(0), text)


def has_gaps(*texts: str) -> bool:
    """Whether something is still to be filled in."""
    return bool(gaps_in(*texts)) or any(circle in text for text in texts for circle in CIRCLES)
