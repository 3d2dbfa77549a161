"""Each rule over the examples of its file: what it must find, and what it must leave alone."""

import tomllib
from pathlib import Path

import pytest

from portal.core.authoring.correcting import corrections_of
from portal.core.authoring.findings import Level
from portal.core.authoring.rules import BY_CODE, RULES
from tests.portal.core.authoring.writing import applied, of_example

EXAMPLES = Path(__file__).parent / "examples"
GRAVITY = [Level.HINT, Level.WARNING, Level.STOP]


def examples(kind):
    return list(_examples(kind))


def _examples(kind):
    for rule in RULES:
        path = EXAMPLES / f"{rule.code}.toml"
        for number, example in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))[kind]):
            yield pytest.param(rule.code, example, id=f"{rule.code}-{number}")


def findings_of(code, example):
    return list(BY_CODE[code].check(*of_example(example)))


@pytest.mark.parametrize(("code", "example"), examples("hits"))
def test_a_rule_finds_what_it_is_for(code, example):
    findings = findings_of(code, example)

    assert [finding.rule for finding in findings] == [code] * len(findings)
    assert max((finding.level for finding in findings), key=GRAVITY.index) == example["level"]
    assert any(example.get("finds", "") in finding.excerpt for finding in findings)


@pytest.mark.parametrize(("code", "example"), examples("misses"))
def test_a_rule_leaves_good_words_alone(code, example):
    assert findings_of(code, example) == []


@pytest.mark.parametrize(("code", "example"), examples("hits"))
def test_a_rule_offers_the_correction_only_where_it_is_certain(code, example):
    findings = findings_of(code, example)
    corrections = corrections_of(findings)

    if "corrected" in example:
        checked, _known = of_example(example)
        place = corrections[0].place
        (words,) = [text.text for text in checked.texts if text.place == place]
        assert applied(words, corrections) == example["corrected"]
    elif "linked" in example:
        assert [(one.kind, one.replacement) for one in corrections] == [("link", example["linked"])]
    elif code != "decoration" or example["level"] == "warning":
        assert corrections == []


def test_every_rule_has_examples_of_both_kinds_and_no_example_lacks_its_rule():
    numbers = {
        path.stem: {kind: len(entries) >= 3 for kind, entries in tomllib.loads(path.read_text()).items()}
        for path in EXAMPLES.glob("*.toml")
    }

    assert numbers == {rule.code: {"hits": True, "misses": True} for rule in RULES}


def test_there_are_at_least_28_rules_with_codes_and_titles_of_their_own():
    assert len(RULES) >= 28
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({str(rule.title) for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("code", "example"), examples("hits"))
def test_no_finding_is_graver_than_its_rule_unless_the_town_says_so(code, example):
    levels = {finding.level for finding in findings_of(code, example)}

    assert max(map(GRAVITY.index, levels)) <= GRAVITY.index(BY_CODE[code].level)


@pytest.mark.parametrize(("code", "example"), examples("hits"))
def test_a_message_is_a_polite_japanese_sentence_that_says_what_to_do(code, example):
    for finding in findings_of(code, example):
        assert finding.message.endswith("。")
        assert "ください" in finding.message or "直すか" in finding.message or "確か" in finding.message
