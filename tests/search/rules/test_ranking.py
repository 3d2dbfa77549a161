import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.ranking import Asked, AskedTerm, Held, Lifts, Likeness, Way, in_order, rarity

NOTHING = Held(" ", " ", " ", " ", " ", "")


def held(**fields):
    return NOTHING._replace(**{name: f" {words} " for name, words in fields.items()})


def term(*words, phrase="", reading="", weight=1.0):
    asked = tuple(Asked((Way(f" {word} "),), weight) for word in words)
    return AskedTerm(asked, f" {phrase} " if phrase else "", reading, weight * max(len(words), 1))


def likeness(stored, terms, related=()):
    return Likeness(terms, related).of(stored)


def test_a_word_counts_the_more_the_nearer_to_the_title_it_stands():
    fields = ["title", "category", "description", "body", "address"]

    scores = [likeness(held(**{field: "介護"}).stored, [term("介護")]) for field in fields]

    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(fields)


def test_what_holds_nothing_that_was_asked_is_worth_nothing():
    assert likeness(held(title="議会").stored, [term("介護")]) == 0.0


def test_another_word_for_the_same_counts_a_little_less():
    either = AskedTerm((Asked((Way(" ハロワ "), Way(" 職安 ", 0.9)), 1.0),), "", "", 1.0)

    assert likeness(held(title="ハロワ").stored, [either]) > likeness(held(title="職安").stored, [either]) > 0.8


def test_both_words_in_a_text_beat_one_in_a_title():
    asked = [term("介護"), term("教室")]

    assert likeness(held(description="介護 教室").stored, asked) > likeness(held(title="教室").stored, asked)


def test_a_whole_phrase_beats_its_words_apart():
    asked = [term("介護", "教室", phrase="介護 教室")]

    assert likeness(held(title="介護 教室").stored, asked) > likeness(held(title="教室 町 介護").stored, asked)


def test_a_short_title_beats_a_long_one():
    short, long = held(title="介護").stored, held(title="介護 町 春 会").stored

    assert likeness(short, [term("介護")]) > likeness(long, [term("介護")])


def test_kana_is_met_by_the_reading_of_a_title():
    asked = [term("ひだ", "まり", reading="ヒダマリ")]

    assert likeness(NOTHING._replace(readings="ヒダマリノイエ").stored, asked) == pytest.approx(0.85 * 0.7)


def test_related_words_add_less_than_what_was_asked():
    related = [Asked((Way(" 看取り "),), 1.0)]

    worth = likeness(held(title="看取り").stored, [term("最期")], related)

    assert 0 < worth < likeness(held(title="最期").stored, [term("最期")])


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_rarer_a_word_the_more_it_weighs(some, more):
    fewer, many = sorted((some, more))

    assert rarity(fewer, 10_000) >= rarity(many, 10_000) >= 0.1


def test_the_fitting_kind_of_agency_comes_before_what_fits_a_little_by_words():
    kinds = {1: ("event", ""), 2: ("agency", "desk")}

    assert in_order({1: 0.3, 2: 0.0}, kinds, Lifts({"desk": 1.0}), first=10) == [2, 1]


def test_one_of_hundreds_of_a_kind_is_lifted_less():
    kinds = {1: ("event", ""), 2: ("agency", "clinic")}
    lifts = Lifts({"clinic": 1.0}, of_many=frozenset({"clinic"}))

    assert in_order({1: 0.3, 2: 0.0}, kinds, lifts, first=10) == [1, 2]


def test_the_first_page_shows_several_kinds():
    kinds = dict.fromkeys(range(1, 6), ("agency", "desk")) | {6: ("agency", "nursery")}
    scores = dict.fromkeys(kinds, 0.0)

    order = in_order(scores, kinds, Lifts({"desk": 0.8, "nursery": 0.7}), first=10)

    assert order.index(6) < 4


def test_a_kind_of_document_that_was_named_comes_first():
    kinds = {1: ("agency", ""), 2: ("event", "")}

    assert in_order({1: 0.5, 2: 0.45}, kinds, Lifts({"desk": 1.0}, frozenset({"event"})), first=10) == [2, 1]


@given(st.dictionaries(st.integers(1, 60), st.floats(0, 1.5), max_size=40), st.integers(1, 20))
def test_every_document_comes_once(scores, first):
    kinds = {pk: ("agency", "desk" if pk % 2 else "") for pk in scores}

    order = in_order(scores, kinds, Lifts({"desk": 0.5}), first=first)

    assert sorted(order) == sorted(scores)
