import pytest

from search.domain.analysis import Clause, Query, Term, Word
from search.domain.finding import telling


def asked(*clauses):
    """A question with these ways to find something."""
    return Query((Term(tuple(Word((clause,)) for clause in clauses)),))


CARE = Clause(("介護",))
CALLED_CARE = Clause(("介護",), in_names=True)
INSURANCE = Clause(("保険",))
CALLED_INSURANCE = Clause(("保険",), in_names=True)
BOTH = Clause(("介護", "保険"))
HEARD = Clause(("カイ", "イゴ"), in_readings=True)


@pytest.mark.parametrize(
    ("clauses", "counted", "looked_for"),
    [
        ((CARE, INSURANCE), {"介護": 200, "保険": 20}, (CARE, INSURANCE)),
        # Half of the documents say nothing where rarer words find some.
        ((CARE, INSURANCE), {"介護": 2_500, "保険": 20}, (INSURANCE,)),
        ((CARE,), {"介護": 2_500}, (CALLED_CARE,)),
        # What no document holds finds nothing alone.
        ((CARE, INSURANCE), {"介護": 2_500}, (CALLED_CARE, INSURANCE)),
        # A phrase is found by its rarer word, unless so much is found that the phrase must choose.
        ((BOTH, CARE, INSURANCE), {"介護": 2_500, "保険": 20}, (INSURANCE,)),
        ((BOTH, CARE, INSURANCE), {"介護": 290, "保険": 250}, (BOTH, INSURANCE)),
        # A phrase none of whose words is looked for must find by itself.
        ((BOTH, INSURANCE), {"介護": 2_500, "保険": 2_500}, (BOTH, CALLED_INSURANCE)),
        ((BOTH,), {"介護": 20, "保険": 20}, (BOTH,)),
        ((HEARD, CARE), {"介護": 2_500}, (HEARD,)),
    ],
)
def test_only_what_tells_documents_apart_is_looked_for(clauses, counted, looked_for):
    assert telling(asked(*clauses), counted, of=5_000) == looked_for


def test_common_words_are_left_out_once_rarer_ones_bring_enough():
    question = asked(CARE, INSURANCE, Clause(("相談",)))

    looked_for = telling(question, {"介護": 400, "保険": 150, "相談": 300}, of=50_000)

    assert looked_for == (INSURANCE, Clause(("相談",)))


def test_the_rarest_word_of_each_term_is_looked_for_however_many_documents_hold_it():
    question = Query((*asked(CARE, INSURANCE).terms, *asked(Clause(("相談",))).terms))

    looked_for = telling(question, {"介護": 1_500, "保険": 900, "相談": 1_900}, of=50_000)

    assert looked_for == (INSURANCE, Clause(("相談",)))


def test_all_ways_to_say_a_word_count_as_one():
    exercise = Word((Clause(("体操",)), Clause(("エクササイズ",))))
    question = Query((Term((exercise, Word((CARE,)), Word((INSURANCE,)))),))

    looked_for = telling(question, {"体操": 180, "エクササイズ": 5, "介護": 30, "保険": 150}, of=5_000)

    assert looked_for == (CARE, INSURANCE)


def test_a_common_word_is_looked_for_where_rarer_ones_bring_too_little_to_read():
    both = asked(CARE, INSURANCE)

    assert telling(both, {"介護": 250, "保険": 20}, of=5_000) == (CARE, INSURANCE)
    assert telling(both, {"介護": 250, "保険": 120}, of=5_000) == (INSURANCE,)


def test_what_sounds_like_a_good_part_of_the_documents_is_left_out():
    support = Clause(("シエ", "エン"), in_readings=True)
    question = asked(INSURANCE, support)

    assert telling(question, {"保険": 20, "シエ": 900, "エン": 2_000}, of=5_000) == (INSURANCE,)
    assert telling(question, {"保険": 20, "シエ": 30, "エン": 2_000}, of=5_000) == (INSURANCE, support)


def test_where_nothing_but_common_words_was_asked_those_count_that_are_called_so():

    assert telling(asked(CARE, Clause(("宇宙",))), {"介護": 2_500}, of=5_000) == (CALLED_CARE, Clause(("宇宙",)))


def test_related_words_do_where_only_common_words_were_asked():
    near = (Clause(("看取る",)),)

    assert telling(asked(CARE, Clause(("宇宙",))), {"介護": 2_500, "看取る": 3}, of=5_000, further=near) == (
        Clause(("宇宙",)),
        *near,
    )
