"""Who may decide now: whatever the route, the deputies and the writers, the rules of approval hold."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.rules import Chair, Seat, Turn, Yes, chairs_for, current_turn, seats_in_office, working_days_after

PEOPLE = st.integers(min_value=1, max_value=6)
SEATS = st.lists(st.frozensets(PEOPLE, max_size=3), min_size=1, max_size=3)
ROUTES = st.lists(st.tuples(SEATS, st.booleans()), min_size=1, max_size=4).map(
    lambda steps: [
        Turn(number, tuple(Seat(str(key), holders) for key, holders in enumerate(seats)), needs_all)
        for number, (seats, needs_all) in enumerate(steps)
    ]
)
WRITERS = st.frozensets(PEOPLE, max_size=3)
DEPUTIES = st.dictionaries(PEOPLE, st.frozensets(PEOPLE, max_size=2), max_size=3)
PRESSES = st.lists(PEOPLE, max_size=40)

HEAD = Turn(2, (Seat("head", frozenset({2})),))


def passage(turns, writers, deputies, presses):
    """Everybody presses whenever they can; the words that were given, and what waits at the end."""
    given = []
    for user in presses:
        turn = current_turn(turns, given, writers)
        if turn is None:
            break
        stands_in_for = deputies.get(user, frozenset()) - {user}
        chairs = chairs_for(user, turn, given, writers=writers, stands_in_for=stands_in_for)
        given += [(Yes(turn.number, chair.seat, user)) for chair in chairs]
    return given, current_turn(turns, given, writers)


@settings(max_examples=150)
@given(ROUTES, WRITERS, DEPUTIES, PRESSES)
def test_only_those_with_a_seat_or_their_deputies_decide_in_turn_and_never_a_writer(turns, writers, deputies, presses):
    given_words, waiting = passage(turns, writers, deputies, presses)

    by_number = {turn.number: {seat.key: seat.holders for seat in turn.seats} for turn in turns}
    for yes in given_words:
        holders = by_number[yes.turn][yes.seat] - writers
        assert yes.by not in writers
        assert yes.by in holders or deputies.get(yes.by, frozenset()) & holders
    assert [yes.turn for yes in given_words] == sorted(yes.turn for yes in given_words)
    assert len({(yes.turn, yes.seat) for yes in given_words}) == len(given_words)
    if waiting is None:
        assert any(yes.turn == turns[-1].number for yes in given_words)
        for turn in turns:
            said = {yes.seat for yes in given_words if yes.turn == turn.number}
            wanted = {seat.key for seat in seats_in_office(turn, writers)}
            assert said >= wanted if turn.needs_all else bool(said) == bool(wanted)


@settings(max_examples=80)
@given(ROUTES, WRITERS)
def test_when_everybody_presses_in_their_own_right_it_goes_through_unless_only_writers_sit_on_the_last_step(
    turns, writers
):
    _given, waiting = passage(turns, writers, {}, list(range(1, 7)) * (len(turns) * 3))

    assert (waiting is None) == bool(seats_in_office(turns[-1], writers))


def test_a_deputy_decides_for_one_who_is_away_but_never_for_the_writer():
    assert chairs_for(5, HEAD, [], writers={1}, stands_in_for={2}) == (Chair("head", 2),)
    assert chairs_for(5, HEAD, [], writers={2}, stands_in_for={2}) == ()
    assert chairs_for(5, HEAD, [], writers={5}, stands_in_for={2}) == ()


def test_a_step_of_the_writer_alone_is_passed_over_but_the_last_never_is():
    last = Turn(3, (Seat("group:1", frozenset({2})),))

    assert current_turn([HEAD, Turn(3, (Seat("group:1", frozenset({3})),))], [], {2}).number == 3
    assert current_turn([HEAD, last], [], {2}) == last
    assert chairs_for(2, last, [], writers={2}, stands_in_for=set()) == ()


def test_in_parallel_one_press_takes_all_own_seats_and_the_others_wait_for_somebody_else():
    turn = Turn(1, (Seat("a", frozenset({1})), Seat("b", frozenset({1, 2})), Seat("c", frozenset({3}))), needs_all=True)
    own = chairs_for(1, turn, [], writers=(), stands_in_for={3})
    given_words = [Yes(1, chair.seat, 1) for chair in own]

    assert own == (Chair("a"), Chair("b"))
    assert chairs_for(1, turn, given_words, writers=(), stands_in_for={3}) == ()
    assert chairs_for(3, turn, given_words, writers=(), stands_in_for=()) == (Chair("c"),)


def test_without_any_step_nothing_is_approved_and_nobody_decides():
    assert current_turn([], [], ()) is None


@pytest.mark.parametrize(("number", "day"), [(0, date(2026, 11, 20)), (1, date(2026, 11, 24)), (3, date(2026, 11, 26))])
def test_deadlines_count_the_days_on_which_the_town_hall_is_open(number, day):
    friday_before_a_holiday = date(2026, 11, 20)

    assert working_days_after(friday_before_a_holiday, number) == day
