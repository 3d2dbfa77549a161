"""Names and texts: one width, one kind of space, nothing invisible."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.reasons import CellReason


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("社会福祉法人　桜会", "社会福祉法人 桜会"),
        ("ＳＵＭＩＮＯ　１２３", "SUMINO 123"),
        ("ﾃﾞｲｻｰﾋﾞｽひまわり", "デイサービスひまわり"),
        ("㈱すみの", "（株）すみの"),
        ("サ－ビス", "サービス"),
        ("デイ−サービス", "デイーサービス"),
        ("１−２ー３", "1-2-3"),
        ("髙橋・﨑本・①号室", "髙橋・﨑本・①号室"),
        ("デイ（休憩）～夜！", "デイ（休憩）～夜！"),
        ("あ\u200bい\ufeffう", "あいう"),
        ("か\u3099き", "がき"),
        ("一行目\r\n二行目", "一行目 二行目"),
    ],
)
def test_words_are_written_in_the_width_in_which_japanese_is_read(typed, kept):
    assert words.words(typed) == kept


def test_prose_keeps_its_lines_and_the_national_way_of_writing_a_line_break():
    assert words.prose("あ（改行）い<br>う\r\n\r\n\r\n\r\nえ  お") == "あ\nい\nう\n\nえ お"


@pytest.mark.parametrize("typed", ["", "　", "-", "－", "ー", "なし", "無し", "特になし", "N/A", "\n"])
def test_there_are_many_ways_to_write_nothing(typed):
    assert words.optional_words(typed) == ""


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("ひまわり", "ヒマワリ"),
        ("ﾋﾏﾜﾘ　ｴﾝ", "ヒマワリ エン"),
        ("サ-ビス", "サービス"),
        ("ユイマ～ル", "ユイマール"),
        ("ウ゛ィラ", "ヴィラ"),
        ("フ゛セノ", "ブセノ"),
        ("デイ（ユニット）", "デイ（ユニット）"),
    ],
)
def test_a_reading_is_katakana(typed, reading):
    assert words.kana(typed) == reading


def test_a_reading_with_kanji_is_kept_and_reported():
    assert words.kana("草加病院") == Repaired("草加病院", CellReason.NOT_KANA)


@pytest.mark.parametrize(
    ("typed", "name", "is_closed"),
    [
        ("ひまわり（休止中）", "ひまわり", True),
        ("【廃止】ひまわり", "ひまわり", True),
        ("ひまわり※休止中", "ひまわり", True),
        ("ひまわり（休業中）", "ひまわり", True),
        ("ひまわり（休日対応）", "ひまわり（休日対応）", False),
        ("（休止中）", "（休止中）", False),
    ],
)
def test_a_remark_that_a_place_is_closed_is_no_part_of_its_name(typed, name, is_closed):
    assert words.name_and_state(typed) == (name, is_closed)


def test_a_lost_character_is_noticed():
    assert words.has_unreadable_characters("社会福祉法人〓") is True
    assert words.has_unreadable_characters("社会福祉法人") is False


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = words.prose(text)

    assert words.prose(once) == once
    assert words.words(words.words(text)) == words.words(text)


@given(st.text())
def test_clean_words_are_one_line_without_edges(text):
    cleaned = words.words(text)

    assert cleaned == cleaned.strip()
    assert len(cleaned.splitlines()) <= 1
