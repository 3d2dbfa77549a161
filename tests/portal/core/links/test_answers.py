"""When a link is called broken, and when it is asked for again."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.core.links.answers import LONGEST_RETRY, Answer, LinkAnswer, LinkState, Standing, after
from tests.factories.events import NOW

GONE, FOUND, BUSY = (Answer(kind) for kind in (LinkAnswer.GONE, LinkAnswer.FOUND, LinkAnswer.TOO_MANY))
DAY = timedelta(days=1)


def told(*answers, every=DAY):
    standing = Standing()
    for number, answer in enumerate(answers):
        standing = after(standing, answer, NOW + every * number)
    return standing


def test_a_link_is_broken_after_it_failed_on_three_days():
    states = [told(*[GONE] * times).state for times in (1, 2, 3)]

    assert states == [LinkState.FAILING, LinkState.FAILING, LinkState.BROKEN]


def test_many_failures_on_one_day_are_one_day():
    assert told(*[GONE] * 9, every=timedelta(hours=1)).state == LinkState.FAILING


def test_once_it_works_everything_is_forgotten():
    assert told(GONE, GONE, FOUND, GONE).failed_days == 1
    assert told(GONE, GONE, GONE, FOUND).state == LinkState.WORKS


def test_a_site_that_keeps_machines_out_is_not_called_broken():
    assert told(*[Answer(LinkAnswer.REFUSED, 403)] * 5).state == LinkState.WORKS


def test_a_busy_site_is_left_alone_as_long_as_it_asks_and_two_days_at_most():
    waits = [timedelta(minutes=5), timedelta(days=30), None]

    pauses = [after(Standing(), Answer(LinkAnswer.TOO_MANY, 429, wait), NOW).check_after - NOW for wait in waits]

    assert pauses == [timedelta(minutes=5), timedelta(days=2), timedelta(hours=6)]


def test_a_busy_site_changes_nothing_of_what_is_known():
    assert told(GONE, GONE, GONE, BUSY).state == LinkState.BROKEN


@given(st.lists(st.sampled_from([GONE, FOUND, BUSY, Answer(LinkAnswer.FAULT, 500)]), max_size=30))
def test_the_next_time_always_comes_within_a_week(answers):
    standing = told(*answers)

    if standing.check_after is not None:
        last = NOW + DAY * (len(answers) - 1)
        assert last < standing.check_after <= last + LONGEST_RETRY


@given(st.lists(st.sampled_from([GONE, FOUND]), min_size=1, max_size=30))
def test_broken_means_that_the_last_three_days_failed(answers):
    assert (told(*answers).state == LinkState.BROKEN) == (answers[-3:] == [GONE] * 3)
