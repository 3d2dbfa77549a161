"""Numbers that identify: postcodes, telephones, towns, corporations."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning import Repaired, numbers
from portal.core.open_data.cleaning.numbers import Phone
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0999-01-2345", "0999-01-2345"),
        ("０９９９－０１－２３４５", "0999-01-2345"),
        ("0999‐01−2345", "0999-01-2345"),
        ("0999ー01ー2345", "0999-01-2345"),
        ("0999⁻01₋2345", "0999-01-2345"),
        ("(0999)01-2345", "0999-01-2345"),
        ("（0999）01－2345", "0999-01-2345"),
        ("0999(01)2345", "0999-01-2345"),
        ("0999 01 2345", "0999-01-2345"),
        ("0999012345", "0999012345"),
        ("TEL：0999-01-2345", "0999-01-2345"),
        ("0120000000", "0120-000-000"),
        ("0570000000", "0570-000-000"),
        ("08000000000", "0800-000-0000"),
        ("09000000000", "090-0000-0000"),
        ("0300000000", "03-0000-0000"),
        ("+81-999-01-2345", "0999-01-2345"),
        ("#9110", "#9110"),
        ("１８９", "189"),
        ("なし", ""),
        ("－", ""),
    ],
)
def test_a_number_is_written_in_one_form_and_cut_only_where_the_rule_is_certain(typed, number):
    assert numbers.phone(typed) == Phone(number)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0999-01-2345（内線123）", Phone("0999-01-2345", "内線123")),
        ("0999-01-2345 内線 123", Phone("0999-01-2345", "内線123")),
        ("0999-01-2345（代表）", Phone("0999-01-2345", "代表")),
    ],
)
def test_words_beside_a_number_become_its_note(typed, phone):
    assert numbers.phone(typed) == phone


def test_the_second_of_two_numbers_is_kept_in_the_note():
    both = numbers.phone("0999-01-2345、0999-01-6789")

    assert both == Repaired(Phone("0999-01-2345", "0999-01-6789"), CellReason.SEVERAL_PHONES)


@pytest.mark.parametrize(("typed", "number"), [("999-01-2345", "0999-01-2345"), ("9000000000", "090-0000-0000")])
def test_a_zero_that_a_spreadsheet_ate_is_put_back(typed, number):
    assert numbers.phone(typed) == Repaired(Phone(number), CellReason.LOST_ZERO)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("01-2345", CellReason.NOT_A_PHONE),
        ("92-3456", CellReason.NO_AREA_CODE),
        ("0999-01-23456", CellReason.NOT_A_PHONE),
        ("0999-01-234", CellReason.NOT_A_PHONE),
        ("非公開", CellReason.NO_NUMBER),
        ("9.99E+08", CellReason.LOST_DIGITS),
    ],
)
def test_what_cannot_be_dialled_is_left_out(typed, reason):
    with pytest.raises(BadCell) as refused:
        numbers.phone(typed)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("typed", "code"),
    [("131016", "131016"), ("13101", "131016"), ("141305", "141305"), ("１４１３０５", "141305"), ("01100", "011002")]
    + [("37", "370002"), ("", "")],
)
def test_a_town_code_has_six_digits(typed, code):
    assert numbers.town_code(typed) == code


def test_a_town_code_whose_check_digit_is_wrong_is_refused():
    with pytest.raises(BadCell) as refused:
        numbers.town_code("131017")

    assert refused.value.reason == CellReason.WRONG_CHECK_DIGIT


@pytest.mark.parametrize("number", ["5080001018392", "9430001076731"])
def test_a_corporate_number_checks_itself(number):
    assert numbers.corporate_number(f" {number} ") == number


@given(st.integers(0, 10**12 - 1), st.integers(0, 9))
def test_only_one_first_digit_makes_a_corporate_number(rest, first):
    twelve = f"{rest:012}"
    right = numbers.corporate_check_digit(twelve)

    if str(first) == right:
        assert numbers.corporate_number(right + twelve) == right + twelve
    else:
        with pytest.raises(BadCell):
            numbers.corporate_number(f"{first}{twelve}")


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [("999-0001", "999-0001"), ("9990001", "999-0001"), ("〒９９９－０００１", "999-0001"), ("", "")],
)
def test_a_postcode_has_a_hyphen(typed, postcode):
    assert numbers.postcode(typed) == postcode


def test_a_postcode_of_another_length_is_refused():
    with pytest.raises(BadCell):
        numbers.postcode("99-000")


@given(st.text(alphabet="0123456789-－ー‐（）() 　内線#代", max_size=24))
def test_a_number_is_either_refused_or_can_be_dialled(text):
    try:
        read = numbers.phone(text)
    except BadCell:
        return

    phone = read.value if isinstance(read, Repaired) else read
    assert re.fullmatch(r"[0-9#-]*", phone.number)
    assert numbers.phone(phone.number) == Phone(phone.number)


@pytest.mark.parametrize(
    ("text", "note", "reason"),
    [
        ("（福祉課）0999-01-2345 （健康課）0999-01-2346", "福祉課、(健康課)0999-01-2346", CellReason.SEVERAL_PHONES),
        ("0999-01-2345 FAX 0999-01-2346", "FAX 0999-01-2346", CellReason.SEVERAL_PHONES),
        ("電話0999-01-2345 FAX0999-01-2346", "FAX0999-01-2346", CellReason.SEVERAL_PHONES),
        ("0999-01-2345～6", "~6", CellReason.PHONE_AMONG_WORDS),
    ],
)
def test_a_number_among_words_is_found_and_the_words_become_its_note(text, note, reason):
    assert numbers.phone(text) == Repaired(Phone("0999-01-2345", note), reason)
