"""The same key twice in one file."""

from dataclasses import replace

import pytest

from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason
from portal.core.open_data.repetitions import Repetitions
from portal.core.open_data.rows import FacilityRow

ROW = FacilityRow(source_id="7", name="ひまわり", service="通所介護")


@pytest.fixture
def repetitions():
    seen = Repetitions()
    seen.checked(2, ROW)
    return seen


def test_a_new_key_is_taken_as_it_is(repetitions):
    other = replace(ROW, source_id="8")

    assert repetitions.checked(3, other) == (other, [])


def test_the_same_row_again_is_passed_over(repetitions):
    row, (problem,) = repetitions.checked(3, ROW)

    assert row is None
    assert problem.reason == CellReason.SAME_ROW_AGAIN.format(line=2)


def test_the_same_thing_told_in_other_words_is_refused_with_the_first_line(repetitions):
    with pytest.raises(BadCell) as refused:
        repetitions.checked(9, replace(ROW, phone="0999-01-2345"))

    assert str(refused.value).startswith("2行目と同じもの")


def test_a_number_used_for_two_things_names_both(repetitions):
    row, (problem,) = repetitions.checked(3, replace(ROW, name="たんぽぽ"))

    assert row.source_id.startswith("7#")
    assert problem.reason == CellReason.KEY_USED_TWICE.format(line=2)


def test_the_second_thing_keeps_its_key_from_run_to_run(repetitions):
    other = replace(ROW, name="たんぽぽ")
    again = Repetitions()
    again.checked(2, ROW)

    assert repetitions.checked(3, other)[0] == again.checked(5, other)[0]
