import pytest

from search.domain.analysis import Clause, Query, Term, Word
from search.domain.finding import telling


def asked(*clauses):
    """A question with these ways to find something."""
    return Query((Term(tuple(Word((clause,)) for clause in clauses)),))


CARE = Clause(("介護",))
INSURANCE = Clause(("保険",))
BOTH = Clause(("介護", "保険"))
HEARD = Clause(("カイ", "イゴ"), in_readings=True)


@pytest.mark.parametrize(
    ("clauses", "counted", "looked_for"),
    [
        ((CARE, INSURANCE), {"介護": 200, "保険": 20}, (CARE, INSURANCE)),
        # Half of the documents say nothing where rarer words find some.
        ((CARE, INSURANCE), {"介護": 2_500, "保険": 20}, (INSURANCE,)),
        ((CARE,), {"介護": 2_500}, (CARE,)),
        # What no document holds finds nothing alone.
        ((CARE, INSURANCE), {"介護": 2_500}, (CARE, INSURANCE)),
        # A phrase is found by its rarer word, unless so much is found that the phrase must choose.
        ((BOTH, CARE, INSURANCE), {"介護": 2_500, "保険": 20}, (INSURANCE,)),
        ((BOTH, CARE, INSURANCE), {"介護": 290, "保険": 250}, (BOTH, INSURANCE)),
        # A phrase none of whose words is looked for must find by itself.
        ((BOTH, INSURANCE), {"介護": 2_500, "保険": 2_500}, (BOTH, INSURANCE)),
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

    looked_for = telling(question, {"介護": 2_000, "保険": 900, "相談": 2_500}, of=50_000)

    assert looked_for == (INSURANCE, Clause(("相談",)))
