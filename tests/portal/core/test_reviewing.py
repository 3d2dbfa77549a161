"""How far it has come with a page that nobody looks at."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.core.reviewing import ReviewStage, next_review_on, stage_at

DAY = date(2026, 11, 23)


def stage(late):
    return stage_at(DAY + timedelta(days=late), DAY, head_after_days=14, marked_after_days=28)


def test_the_section_is_asked_then_its_head_then_the_page_is_marked():
    assert [stage(late) for late in (-1, 0, 13, 14, 27, 28)] == [
        ReviewStage.NOT_DUE,
        ReviewStage.SECTION,
        ReviewStage.SECTION,
        ReviewStage.HEAD,
        ReviewStage.HEAD,
        ReviewStage.MARKED,
    ]


def test_a_page_without_a_day_is_never_due():
    assert stage_at(DAY, None, head_after_days=14, marked_after_days=28) == ReviewStage.NOT_DUE


@given(st.integers(-400, 4000), st.integers(0, 400))
def test_silence_never_makes_it_better(late, more):
    assert stage(late + more) >= stage(late)


def test_what_is_never_reviewed_gets_no_day():
    assert (next_review_on(DAY, None), next_review_on(DAY, 365)) == (None, date(2027, 11, 23))
