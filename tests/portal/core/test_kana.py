import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.kana import OTHER_ROW, fold_width, gojuon_row, reading, romaji, to_hiragana, to_katakana


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア"),
        ("Ｗｅｂ講座１", "Web講座1"),
        ("コ－ヒ－", "コーヒー"),
        ("ｺ-ﾋ-", "コーヒー"),
        ("デイサ―ビス", "デイサービス"),
        ("090-1234", "090-1234"),
        ("A-型", "A-型"),
    ],
)
def test_fold_width_writes_everything_in_one_width(typed, folded):
    assert fold_width(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold_width(fold_width(text)) == fold_width(text)


def test_scripts_change_into_each_other():
    assert to_katakana("かいご予防") == "カイゴ予防"
    assert to_hiragana("カイゴ予防") == "かいご予防"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("介護予防教室", "カイゴヨボウキョウシツ"),
        ("「ひだまり」カフェ", "ヒダマリカフェ"),
        ("令和8年", "レイワ8ネン"),
        ("🎉", ""),
        ("", ""),
    ],
)
def test_reading_gives_katakana_and_drops_signs(text, read):
    assert reading(text) == read


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("介護予防教室のお知らせ（6月）", "kaigo-yobou-kyoushitsu-no-o-shirase-6-gatsu"),
        ("ボランティア募集", "borantia-boshuu"),
        ("Ｗｅｂ講座①", "web-kouza-1"),
        ("ちょっとコーヒー", "chotto-kohi"),
        ("三ヶ日", "sanganichi"),
        ("ピッチ", "pitchi"),
        ("いらっしゃい", "irasshai"),
        ("🎉", ""),
    ],
)
def test_romaji_makes_an_address_that_can_be_read_aloud(text, address):
    assert romaji(text) == address


@given(st.text(max_size=60))
def test_romaji_is_always_fit_for_an_address(text):
    assert set(romaji(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("kana", "row"),
    [
        ("がっこう", "か"),
        ("カフェ", "か"),
        ("ｷｮｳﾄ", "か"),
        ("アイ", "あ"),
        ("ぱん", "は"),
        ("ヴァイオリン", "あ"),
        ("んだ", "わ"),
    ],
)
def test_gojuon_row_lists_voiced_and_small_kana_with_their_row(kana, row):
    assert gojuon_row(kana) == row


@pytest.mark.parametrize("text", ["", "漢字", "ABC", "1"])
def test_what_begins_with_no_kana_is_listed_under_other(text):
    assert gojuon_row(text) == OTHER_ROW
