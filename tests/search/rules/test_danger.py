"""Words that mean danger, as people write them; and those that only look like it."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.domain.navigator import dangers_of
from search.rules.danger import Danger, dangers_in, fitting
from search.rules.household import Member


def kinds(text):
    return [danger.code for danger in dangers_of([], text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("もう死にたい", ["life"]),
        ("シ ニ タ イ です", ["life"]),
        ("消えてしまいたいと言っています", ["life"]),
        ("ＤＶを受けています", ["violence"]),
        ("夫に殴られる", ["violence"]),
        ("首を絞められた", ["violence"]),
        ("殺されるかもしれない", ["violence"]),
        ("父になぐられて、死にたい", ["life", "violence"]),
        ("赤ちゃんに手を上げてしまいそう", ["child-abuse"]),
        ("虐待かもしれない", ["child-abuse", "violence"]),
        ("これは虐待ではないかと思う", ["child-abuse", "violence"]),
        ("虐待ではないでしょうか", ["child-abuse", "violence"]),
        ("息をしていない", ["medical"]),
        ("虐待防止研修に出たい。夫の暴力がこわい", ["violence"]),
    ],
)
def test_danger_is_heard(text, expected):
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "母の介護で疲れました",
        "虐待防止研修に参加したい",
        "DVDを借りたい",
        "仕事に忙殺される毎日です",
        "話にたいして返事がない",
        "母のはなしにたいして腹が立つ",
        "引っ越しにたいへんお金がかかる",
        "虐待ではない",
        "暴力は受けていません",
        "死にたいとは思わない",
        "DVではありません",
        "暴力団追放の会について",
        "自殺予防の講演会",
    ],
)
def test_what_only_looks_like_danger_is_passed_over(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        (Member(age="6-14", concerns=frozenset({"violence-abuse"})), ["child-abuse", "violence"]),
        (Member(age="75+", concerns=frozenset({"violence-abuse"})), ["violence"]),
        (Member(concerns=frozenset({"income"})), []),
    ],
)
def test_a_tick_means_danger_as_well(member, expected):
    assert [danger.code for danger in dangers_of([member], "")] == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_cry_among_other_words_is_always_heard(before, after):
    danger = Danger("life", "", "", words=("死にたい",))

    assert dangers_in(f"{before}。死にたい！たすけて。{after}", [danger]) == [danger]


def contact(label, phone, service=""):
    return SimpleNamespace(label=label, phone=phone, service=service)


SEA, POLICE, NAVI = contact("海の事件", "118"), contact("事件", "110", "警察"), contact("暴力", "#8008", "DV相談ナビ")
LIFE = Danger("life", "", "", words=(), contacts=("いのち",))
VIOLENCE = Danger("violence", "", "", words=(), contacts=("110", "暴力", "DV"))


def test_the_fitting_numbers_come_nearest_first_and_once():
    assert fitting([SEA, NAVI, POLICE], [LIFE, VIOLENCE]) == [POLICE, NAVI]


def test_when_none_is_known_to_fit_all_are_shown():
    assert fitting([SEA, NAVI], [LIFE]) == [SEA, NAVI]
