"""How much of an address strangers may read."""

import re
from typing import Final

# Where the block begins: a digit of any width, or kanji numerals before 丁目, 番 or 号.
_BLOCK: Final = re.compile(r"[0-9０-９]|[一二三四五六七八九十百]+(?=丁目|番|号)")


def town_name_only(address: str) -> str:
    """The address up to the name of the town: 澄野町桜台2-3-4 → 澄野町桜台."""
    found = _BLOCK.search(address)
    return (address[: found.start()] if found else address).rstrip(" 　字")
