import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.rules.numbers import is_corporate_number


@pytest.mark.parametrize("number", ["5080001018392", "9430001076731"])
def test_real_corporate_numbers_pass(number):
    assert is_corporate_number(number) is True


@pytest.mark.parametrize("number", ["", "508000101839", "6080001018392", "５０８０００１０１８３９２", "508000101839x"])
def test_other_texts_do_not_pass(number):
    assert is_corporate_number(number) is False


@given(rest=st.text("0123456789", min_size=12, max_size=12))
def test_exactly_one_check_digit_fits_twelve_digits(rest):
    assert sum(is_corporate_number(f"{first}{rest}") for first in range(10)) == 1
