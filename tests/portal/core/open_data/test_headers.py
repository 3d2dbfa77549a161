"""Column names, however a town has typed them."""

import pytest

from portal.core.open_data.headers import fold_header


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("都道府県コ―ド又は市区町村コード", "都道府県コード又は市区町村コード"),
        ("NO（※システム内の固有の番号、連番）", "NO"),
        ("ＮＯ", "NO"),
        ("イベント名（カナ）", "イベント名_カナ"),
        ("料金（基本）", "料金(基本)"),
        ("方書（ビル名等）\n", "方書 (ビル名等)"),
        ("開始日 ※必須", "開始日"),
        ("ｲﾍﾞﾝﾄ名", "イベント名"),
        ("\ufeffurl", "URL"),
    ],
)
def test_two_spellings_of_one_column_are_one_column(typed, official):
    assert fold_header(typed) == fold_header(official)


def test_different_columns_stay_different():
    names = ["開始日", "開始時間", "終了日", "料金(基本)", "料金(詳細)", "イベント名", "イベント名_カナ"]

    assert len({fold_header(name) for name in names}) == len(names)


def test_a_name_of_signs_alone_names_nothing():
    assert fold_header("（※空欄）") == ""
