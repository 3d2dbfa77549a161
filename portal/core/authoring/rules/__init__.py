"""The rules, one idea a file; the order is that of the report."""

from typing import Final

from portal.core.authoring.rule import Rule
from portal.core.authoring.rules import half_width_kana, link_words

RULES: Final[tuple[Rule, ...]] = (
    link_words.RULE,
    half_width_kana.RULE,
)
BY_CODE: Final[dict[str, Rule]] = {rule.code: rule for rule in RULES}
