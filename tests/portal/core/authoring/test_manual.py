"""The manual says of each rule what it asks and why, in the words of the screen."""

import re

import pytest
from django.conf import settings

from portal.core.authoring.findings import Level
from portal.core.authoring.rules import RULES

MANUAL = settings.BASE_DIR / "docs" / "editors" / "書き方のきまり.md"
SECTION = re.compile(
    r"^### (?P<title>.+?)\n\nいちばん重いとき: (?P<level>.+?)\n(?P<words>.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL
)


def sections():
    return {found["title"]: found for found in SECTION.finditer(MANUAL.read_text(encoding="utf-8"))}


def test_the_manual_has_a_section_for_each_rule_and_no_other():
    assert sorted(sections()) == sorted(str(rule.title) for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_section_says_how_grave_it_is_and_why(rule):
    section = sections()[str(rule.title)]

    assert section["level"] == Level(rule.level).label
    assert f"なぜ: {rule.why}" in section["words"]
