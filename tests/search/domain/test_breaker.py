import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.domain.breaker import Breaker


@pytest.fixture
def breaker():
    return Breaker(failures_to_open=3, first_pause=5, longest_pause=20)


def fail(breaker, *times):
    return [breaker.failed(now) for now in times]


def test_two_failures_are_forgiven(breaker):
    fail(breaker, 0, 1)

    assert breaker.may_ask(1) is True
    assert breaker.is_open is False


def test_the_third_failure_in_a_row_begins_an_outage_and_is_told_once(breaker):
    told = fail(breaker, 0, 1, 2, 8, 9)

    assert told == [False, False, True, False, False]
    assert breaker.may_ask(3) is False


def test_an_answer_between_failures_starts_the_count_again(breaker):
    fail(breaker, 0, 1)
    breaker.succeeded()
    fail(breaker, 2, 3)

    assert breaker.is_open is False


def test_after_the_pause_one_asker_is_the_probe(breaker):
    fail(breaker, 0, 0, 0)

    asked = [breaker.may_ask(now) for now in (4.9, 5.0, 5.1, 9.9)]

    assert asked == [False, True, False, False]


def test_a_probe_that_dies_is_followed_by_another(breaker):
    fail(breaker, 0, 0, 0)
    breaker.may_ask(5)

    assert breaker.may_ask(10) is True


def test_each_failed_probe_doubles_the_pause_up_to_the_longest(breaker):
    fail(breaker, 0, 0, 0)
    pauses, now = [], 0.0
    for _ in range(4):
        start = now
        while not breaker.may_ask(now):
            now += 1
        pauses.append(now - start)
        breaker.failed(now)

    assert pauses == [5, 10, 20, 20]


def test_an_answered_probe_ends_the_outage(breaker):
    fail(breaker, 0, 0, 0)
    breaker.may_ask(5)

    ended = breaker.succeeded()

    assert ended is True
    assert breaker.may_ask(5.1) is True
    assert breaker.succeeded() is False


@given(st.lists(st.tuples(st.sampled_from(["ask", "fail", "succeed"]), st.floats(0, 30))))
def test_whatever_happens_it_asks_again_within_the_longest_pause(history):
    breaker, now = Breaker(failures_to_open=3, first_pause=5, longest_pause=20), 0.0
    for what, passed in history:
        now += passed
        {"ask": breaker.may_ask, "fail": breaker.failed, "succeed": lambda now: breaker.succeeded()}[what](now)

    assert breaker.may_ask(now + 20) is True
