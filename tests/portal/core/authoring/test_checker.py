"""All rules together: in reading order, deaf to one that breaks, safe on any text."""

import logging
import time
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.authoring.checker import check
from portal.core.authoring.correcting import corrections_of
from portal.core.authoring.facts import Content, Place, TextRole
from portal.core.authoring.findings import Level
from portal.core.authoring.knowledge import Avoid, Replace
from portal.core.authoring.rule import Rule
from portal.core.authoring.rules import RULES
from portal.core.authoring.streams import rich_parts
from tests.portal.core.authoring.writing import applied, content, knowledge, text

TOWN = knowledge(
    replace=(Replace("父兄", "保護者"), Replace("下さい", "ください"), Replace("町民", "町民の皆さん")),
    avoid=(Avoid("当該"), Avoid("不具")),
    exceptions=frozenset({"不具合"}),
    disability_word="障がい",
    places=frozenset({"桜台", "川上"}),
)
# What clerks really type, in any order.
TYPED = """
日　時/場　所/お　知　ら　せ/令和8年11月3日（月）/R8.11.3/Ｒ８年度/2026.2.30/10:00～/１０：００〜
～12:00まで/月～金曜日/3〜5人/10時～12時に/①/㈱/㎡/ﾃﾞｲｻｰﾋﾞｽ/１２３/ＡＢＣ/！！/・・・/☆★☆/■/父兄/下さい/町民/不具合/当該/障害者/障碍のある方
山田太郎さん/桜台の82歳の女性/090-0000-0000/a@gmail.com/0999-01-0001/FAX/CSW/赤い文字/右の図/ないわけではない/1番地
。/、/は/に/まで/から/（/）/〜/～/日/月/年/:/1/10/人/時/&/<
"""
APART = ("/", "\n", " ", "　", "5/3（日）", "https://example.jp/", "\ue000")
FRAGMENTS = (*TYPED.strip().replace("\n", "/").split("/"), *APART)
WORDS = st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join)
ANYTHING = st.one_of(st.text(max_size=200), WORDS)
PLACES = {TextRole.PARAGRAPH: Place("body", "a", "#0"), TextRole.TITLE: Place("title")}


def place_of(role):
    return PLACES.get(role, Place("body", "b", role.value))


def after(words, corrections):
    return applied(words, [one for one in corrections if one.kind == "text"])


def test_findings_come_in_reading_order():
    checked = content(
        text("全角の１２３", place=Place("body", "a", "#0")),
        text("ﾌｧｸｽ、①、ﾒｰﾙ", place=Place("body", "b", "#0")),
        text("父兄", TextRole.TITLE, Place("title")),
    )

    findings = check(checked, TOWN)

    assert [(finding.place.block or finding.place.field, finding.start) for finding in findings] == [
        ("a", 3),
        ("b", 0),
        ("b", 5),
        ("b", 7),
        ("title", 0),
    ]


def test_a_rule_that_breaks_is_logged_and_does_not_hold_up_the_others(caplog):
    def broken(checked, known):
        raise ZeroDivisionError

    bad = Rule("broken", "壊れたきまり", Level.HINT, broken, "")

    with caplog.at_level(logging.ERROR, "portal.authoring"):
        findings = check(content(text("ﾌｧｸｽ")), TOWN, (bad, *RULES))

    assert [finding.rule for finding in findings] == ["half-width-kana"]
    assert [record.message for record in caplog.records] == ["The authoring rule broken failed on home.plainpage"]


def test_a_page_without_anything_has_no_findings():
    assert check(Content("home.plainpage", "", ()), TOWN) == []


NASTY = """
1|　|日　|（|（あ|【|10:|～|10時～|令和8年|■ |日|1日～|http://a|a@|a.|ABC |A|80代|ない|1/|*|-|1-|0|月（|父兄|①|！| |・
"""


@pytest.mark.parametrize("repeated", [*NASTY.strip("\n").split("|"), "・\n", "10\n"])
def test_no_text_makes_a_rule_slow(repeated):
    words = repeated * (10_000 // len(repeated))
    checked = content(text(words, place=Place("body", "a", "#0")), names_nobody=True)

    began = time.process_time()
    check(checked, TOWN)

    assert time.process_time() - began < 5


@given(ANYTHING, st.sampled_from(TextRole), st.booleans())
def test_no_rule_raises_on_any_text_and_each_finding_stands_inside_it(words, role, names_nobody):
    checked = content(text(words, role, place_of(role)), names_nobody=names_nobody)

    for rule in RULES:
        for finding in rule.check(checked, TOWN):
            assert finding.rule == rule.code
            assert finding.message
            assert 0 <= (finding.start or 0) <= (finding.end or 0) <= len(words)
            if finding.correction is not None:
                assert finding.correction.was == words[finding.correction.start : finding.correction.end]


@given(ANYTHING)
def test_no_rule_raises_on_any_rich_text(source):
    parts = tuple(rich_parts(f"<p>{source}</p><p><a href='{source}'>{source}</a></p><b>{source}", Place("body", "a")))

    for rule in RULES:
        list(rule.check(content(*parts, names_nobody=True), TOWN))


@given(WORDS)
def test_a_correction_makes_its_finding_vanish_and_brings_no_stop(words):
    before = check(content(text(words)), TOWN)
    stops = sum(finding.level == Level.STOP for finding in before)

    for finding in before:
        if finding.correction is not None and finding.correction.kind == "text":
            mended = after(words, [finding.correction])
            left = check(content(text(mended)), TOWN)
            same = [one for one in left if (one.rule, one.start, one.end) == (finding.rule, finding.start, finding.end)]
            assert [one for one in same if one.correction and one.correction.was == finding.correction.was] == []
            assert sum(one.level == Level.STOP for one in left) <= stops


@given(WORDS)
def test_correcting_comes_to_an_end_and_then_changes_nothing(words):
    for round_number in count():
        corrections = corrections_of(check(content(text(words)), TOWN))
        mended = after(words, corrections)
        if mended == words:
            break
        words = mended
        assert round_number < 8

    assert after(words, corrections_of(check(content(text(words)), TOWN))) == words
