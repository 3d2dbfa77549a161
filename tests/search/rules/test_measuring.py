import pytest

from search.rules.measuring import (
    Judged,
    Thing,
    codes,
    first_rank,
    gain,
    grade,
    kind_recall,
    kinds_found,
    mean,
)

CARE, JOBS, TALK = Thing("包括センター", ("hokatsu",)), Thing("職安", ("hellowork",)), Thing("おはなし会", ("event",))
QUERY = Judged("q1", "A", "介護", ("hokatsu", "hellowork"), ("event",))


def test_a_pattern_stands_alone_in_its_cell():
    assert codes("re:わはは・?ひろば,a") == ("re:わはは・?ひろば,a",)
    assert codes("hokatsu, ninchi,") == ("hokatsu", "ninchi")


def test_the_grade_is_that_of_the_best_kind():
    assert [grade(thing, QUERY) for thing in (CARE, TALK, Thing("議会", ("other",)))] == [2, 1, 0]


def test_a_pattern_looks_at_the_title():
    assert grade(TALK, Judged("q", "D", "おはなし", ("re:おはなし会",), ())) == 2


def test_recall_counts_kinds_that_the_corpus_holds():
    assert kind_recall([CARE, TALK], QUERY, [CARE, JOBS, TALK]) == 0.5
    assert kind_recall([CARE, TALK], QUERY, [CARE, TALK]) == 1.0
    assert kind_recall([TALK], QUERY, [TALK]) is None


def test_the_best_order_gains_one():
    assert gain([CARE, TALK], QUERY, [2, 1]) == 1.0
    assert gain([TALK, CARE], QUERY, [2, 1]) == pytest.approx(0.7967, abs=0.001)
    assert gain([TALK], QUERY, [0]) is None


def test_only_the_first_ten_count():
    other = Thing("議会", ("other",))

    assert gain([other] * 10 + [CARE], QUERY, [2]) == 0.0


def test_the_rank_of_the_first_that_helps_or_is_near():
    assert first_rank([Thing("議会", ("other",)), TALK, CARE], QUERY) == 0.5
    assert first_rank([], QUERY) == 0.0


def test_five_suggested_kinds_are_looked_at():
    agencies = {"hokatsu": None, "hellowork": None}

    assert kinds_found(["a", "b", "c", "d", "hokatsu", "hellowork"], QUERY, agencies) == 0.5
    assert kinds_found(["hokatsu"], Judged("q", "D", "x", ("event",), ()), agencies) is None


def test_what_has_no_figure_is_left_out_of_the_mean():
    assert mean([1.0, None, 0.5]) == 0.75
    assert mean([None]) == 0.0
