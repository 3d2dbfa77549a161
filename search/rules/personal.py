"""What a text looks like when it tells of one person: such a text is not kept."""

import re
from typing import Final

LONGEST_KEPT: Final = 40
_PERSONAL: Final = re.compile(
    r"\d{4,}"  # numbers of phones, cards, insurance; years of birth
    r"|[〇一二三四五六七八九]{4,}"
    r"|\d[\d\s().-]{4,}\d"  # phone numbers, with whatever stands between
    r"|\d+\s*(?:-|丁目|番地|番|号)\s*\d*"  # addresses
    r"|@|://|www\.",
)


def looks_personal(text: str) -> bool:
    """Whether ``text``, in one width, holds a number, an address or a mail address, or is long enough to be a story."""
    return len(text) > LONGEST_KEPT or _PERSONAL.search(text) is not None
