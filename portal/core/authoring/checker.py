"""All rules over one content."""

import logging
from collections.abc import Iterable
from typing import Final

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.authoring.rules import RULES

logger = logging.getLogger("portal.authoring")
_LAST: Final = 1_000_000


def check(content: Content, knowledge: Knowledge, rules: Iterable[Rule] = RULES) -> list[Finding]:
    """What the rules find, in reading order. A rule that raises is logged and does not hold up the others."""
    findings: list[Finding] = []
    for rule in rules:
        try:
            findings.extend(rule.check(content, knowledge))
        except Exception:
            logger.exception("The authoring rule %s failed on %s", rule.code, content.kind)
    return sorted(findings, key=lambda finding: (content.order.get(finding.place, _LAST), finding.start or 0))
