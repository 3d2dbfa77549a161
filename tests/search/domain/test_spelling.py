import pytest

from portal.core.doors import Door
from search.domain.knowledge import Knowledge, NeedWords
from search.domain.meaning import Lexicon
from search.domain.spelling import Known, correction, known_words, sound

NAMES = (
    "ボランティア",
    "ハローワーク",
    "社会福祉協議会",
    "地域包括支援センター",
    "生活保護",
    "訪問看護",
    "成年後見人",
    "児童相談所",
    "こども食堂",
    "ひきこもり",
    "認知症カフェ",
    "デイサービス",
    "国語教室",
)
KNOWN = Known.of(NAMES, ("電気が止められた", "学校に行きたくない"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ボランテイア", "ボランティア"),
        ("ボランテイヤ", "ボランティア"),
        ("ハローワク", "ハローワーク"),
        ("ﾊﾛｰﾜｸ", "ハローワーク"),
        ("社会福祉協義会", "社会福祉協議会"),
        ("地域包括支線センター", "地域包括支援センター"),
        ("生活保後", "生活保護"),
        ("訪問看後", "訪問看護"),
        ("児童相談書", "児童相談所"),
        ("せいねんこーけんにん", "成年後見人"),
        ("こどもしょくどお", "こども食堂"),
        ("デイサビス", "デイサービス"),
        ("ボランテイヤをしたい", "ボランティアをしたい"),
        ("中央 ハローワク", "中央 ハローワーク"),
    ],
)
def test_a_mistyped_name_is_put_right(typed, meant):
    found = correction(typed, KNOWN)

    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize("typed", NAMES)
def test_a_name_that_is_typed_rightly_stays(typed):
    assert correction(typed, KNOWN) is None


@pytest.mark.parametrize(
    "typed",
    [
        *("ピアノ", "英語教室", "料理教室", "カラオケ", "りょうり", "でんきがとめられた", "図書館", "ワクチン予防接種"),
        *(
            "親の介護と子育てで疲れた",
            "宇宙旅行",
            "ラーメン",
            "介",
            "か",
            "ひきこも",
            "せいかつほ",
            "100%",
            "🎉",
            '"',
            "PTA",
        ),
    ],
)
def test_a_right_word_that_nobody_named_is_left_alone(typed):
    assert correction(typed, KNOWN) is None


def test_small_kana_and_long_vowels_sound_alike():
    assert sound("ボランティア") == sound("ボランテイア")
    assert sound("センター") == sound("センタ")


def test_kinds_their_names_aliases_and_needs_are_known():
    door = Door("jobs", "公共職業安定所", "", "", (), ("ハローワーク",), ())
    lexicon = Lexicon.of(
        Knowledge((("ハロワ", "職安"),), (NeedWords("rent", "家賃が払えない", ("出て行け",)),), (door,))
    )

    known = known_words(lexicon)

    assert known.texts == ("公共職業安定所", "ハローワーク", "ハロワ", "職安", "家賃が払えない")


def test_nothing_is_meant_where_nothing_is_known():
    assert correction("ボランテイヤ", Known.of(())) is None
