"""Numbers that carry a check digit."""

import re
from typing import Final

_THIRTEEN_DIGITS: Final = re.compile(r"[0-9]{13}")


def is_corporate_number(number: str) -> bool:
    """Whether ``number`` is a 法人番号: 13 digits, of which the first checks the others.

    The check digit is 9 − (Σ Pₙ·Qₙ mod 9), where Pₙ is the n-th digit from the
    right and Qₙ is 1 for odd n and 2 for even n (法人番号の指定等に関する省令第2条).
    """
    if not _THIRTEEN_DIGITS.fullmatch(number):
        return False
    weighed = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number[1:])))
    return int(number[0]) == 9 - weighed % 9
