"""The shipped needs name codes that exist, and no two of them say the same words."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from portal.core.kana import fold_width

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "search" / "knowledge" / "needs").glob("*.toml"))
NEEDS = [(path.stem, need) for path in FILES for need in tomllib.loads(path.read_text(encoding="utf-8"))["needs"]]
FIELDS = {"code", "title", "words", "concerns", "agency_types", "near"}
BOX_OF_TITLES = 40


def entries(path):
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))["entries"]


def codes(path):
    return {entry["code"] for entry in entries(path)}


def texts(need):
    return [fold_width(text) for text in (need["title"], *need["words"])]


def twice(values):
    return [value for value, times in Counter(values).items() if times > 1]


@pytest.mark.parametrize(("field", "vocabulary"), [
    ("agency_types", "resources/vocabularies/agency_types.toml"),
    ("near", "resources/vocabularies/agency_types.toml"),
    ("concerns", "portal/core/vocabularies/concerns.toml"),
])  # fmt: skip
def test_every_code_that_a_need_names_exists(field, vocabulary):
    known = codes(vocabulary)

    unknown = {(need["code"], code) for _, need in NEEDS for code in need.get(field, ()) if code not in known}

    assert unknown == set()


def test_no_two_needs_have_the_same_code():
    assert twice(need["code"] for _, need in NEEDS) == []


def test_no_two_needs_say_the_same_words():
    assert twice(text for _, need in NEEDS for text in texts(need)) == []


def test_every_need_says_who_helps_and_how_else_residents_put_it():
    poor = [need["code"] for _, need in NEEDS if not (need["words"] and need["agency_types"] and need["concerns"])]

    assert poor == []


def test_nobody_helps_a_need_first_and_second():
    both = [need["code"] for _, need in NEEDS if set(need["agency_types"]) & set(need.get("near", ()))]

    assert both == []


def test_a_need_has_no_field_that_nobody_reads():
    assert {field for _, need in NEEDS for field in need} <= FIELDS


def test_a_title_fits_on_a_button():
    assert [need["title"] for _, need in NEEDS if not 4 <= len(need["title"]) <= BOX_OF_TITLES] == []


def test_every_agency_type_says_in_short_when_to_come():
    silent = [
        kind["code"]
        for kind in entries("resources/vocabularies/agency_types.toml")
        if not (kind["reason"].endswith("なら") and len(kind["reason"]) <= 16)
    ]

    assert silent == []


def test_every_agency_type_is_reached_by_some_need():
    named = {code for _, need in NEEDS for code in (*need["agency_types"], *need.get("near", ()))}

    assert codes("resources/vocabularies/agency_types.toml") - named <= {"other"}
