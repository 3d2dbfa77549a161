"""The fewest doors that take everything."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from search.rules.household import Member, Rule, Task, Worry, smallest_cover, tasks_of, within_reach, worries_of

DOORS = ("desk-a", "desk-b", "desk-c", "desk-d", "desk-e")
ORDER = {door: rank for rank, door in enumerate(DOORS)}
OPTION = st.lists(st.sampled_from(DOORS), min_size=1, max_size=3, unique=True).map(tuple)
OPTIONS = st.lists(OPTION, max_size=8)
TICKS = ("work", "care", "ill", "young-carer")
MEMBER = st.builds(
    Member,
    age=st.sampled_from(("", "6-14", "40-64")),
    concerns=st.frozensets(st.sampled_from(TICKS[:2])),
    marks=st.frozensets(st.sampled_from(TICKS[2:])),
)
RULE = st.builds(
    Rule,
    about=st.sampled_from(TICKS),
    doors=OPTION,
    ages=st.sampled_from((frozenset(), frozenset({"6-14"}), frozenset({"unknown"}))),
    with_any=st.sampled_from((frozenset(), frozenset({"ill"}))),
    household_any=st.sampled_from((frozenset(), frozenset({"care"}))),
    otherwise=st.booleans(),
)


def is_covered(options, cover):
    return all(set(option) & set(cover) for option in options)


@given(OPTIONS)
def test_every_option_is_covered_and_no_door_is_too_many(options):
    cover = smallest_cover(options, ORDER)

    assert is_covered(options, cover)
    assert not any(is_covered(options, set(cover) - {door}) for door in cover)


@given(OPTIONS)
def test_no_smaller_cover_exists(options):
    from itertools import combinations

    least = next(
        size for size in range(len(DOORS) + 1) if any(is_covered(options, some) for some in combinations(DOORS, size))
    )

    assert len(smallest_cover(options, ORDER)) == least


@given(OPTIONS.flatmap(lambda options: st.tuples(st.just(options), st.permutations(options))))
def test_neither_order_nor_repetition_matters(both):
    options, shuffled = both

    assert smallest_cover(shuffled + shuffled, ORDER) == smallest_cover(options, ORDER)


@given(OPTIONS, OPTION)
def test_one_more_worry_takes_nothing_away(options, one_more):
    assert is_covered(options, smallest_cover([*options, one_more], ORDER))


def test_of_covers_alike_in_size_the_better_fitting_is_taken():
    assert smallest_cover([("desk-b", "desk-a")], ORDER) == ("desk-b",)


def test_of_covers_alike_in_all_the_earlier_in_order_is_taken():
    assert smallest_cover([("desk-b", "desk-a"), ("desk-a", "desk-b")], ORDER) == ("desk-a",)


def test_one_door_that_takes_both_comes_before_two_better_ones():
    assert smallest_cover([("desk-a", "desk-c"), ("desk-b", "desk-c")], ORDER) == ("desk-c",)


def test_no_worries_need_no_doors():
    assert smallest_cover([], ORDER) == ()


@given(st.lists(MEMBER, max_size=4), st.lists(RULE, max_size=8))
def test_every_concern_for_which_a_rule_holds_is_covered(household, rules):
    tasks = tasks_of(household, rules)
    cover = smallest_cover([task.doors for task in tasks], ORDER)

    for number, member in enumerate(household):
        for rule in rules:
            if rule.about in member.says and rule == Rule(rule.about, rule.doors):
                assert set(rule.doors) & set(cover), (number, rule)


@given(st.lists(MEMBER, min_size=1, max_size=3), st.sampled_from(TICKS[:2]), st.lists(RULE, max_size=8))
def test_a_further_worry_keeps_every_unconditional_one_covered(household, concern, rules):
    plain = [Rule(rule.about, rule.doors) for rule in rules]
    more = [replace(household[0], concerns=household[0].concerns | {concern}), *household[1:]]

    before, after = tasks_of(household, plain), tasks_of(more, plain)

    assert set(before) <= set(after)
    assert is_covered([task.doors for task in before], smallest_cover([task.doors for task in after], ORDER))


def test_a_rule_looks_at_the_person_and_at_the_household():
    carer = Member(age="40-64", concerns=frozenset({"care", "work"}))
    child = Member(age="6-14", marks=frozenset({"ill"}))
    rules = [
        Rule("care", ("a",), household_ages=frozenset({"6-14"})),
        Rule("care", ("never",), household_without_ages=frozenset({"6-14"})),
        Rule("work", ("b",), household_any=frozenset({"ill"})),
        Rule("ill", ("c",), with_any=frozenset({"work"})),
    ]

    tasks = tasks_of([carer, child], rules)

    assert tasks == [Task(Worry(0, "care"), ("a",)), Task(Worry(0, "work"), ("b",))]


def test_what_holds_otherwise_is_asked_only_when_nothing_else_does():
    rules = [Rule("ill", ("any",), otherwise=True), Rule("ill", ("child",), ages=frozenset({"6-14"}))]

    def doors(age):
        return [task.doors for task in tasks_of([Member(age=age, marks=frozenset({"ill"}))], rules)]

    assert doors("6-14") == [("child",)]
    assert doors("") == [("any",)]


def test_a_mark_without_a_door_is_no_worry_but_a_concern_always_is():
    member = Member(concerns=frozenset({"work"}), marks=frozenset({"ill", "young-carer"}))
    tasks = [Task(Worry(0, "ill"), ("a",))]

    assert worries_of([member], tasks) == [Worry(0, "ill"), Worry(0, "work")]


def test_a_door_with_somebody_behind_it_comes_before_one_without():
    assert within_reach(("a", "b", "c"), in_use={"a", "b"}, reachable={"b", "c"}) == ("b",)
    assert within_reach(("a", "c"), in_use={"a", "c"}, reachable=set()) == ("a", "c")
    assert within_reach(("a",), in_use=set(), reachable={"a"}) == ()
