"""The form about a household: people come and go, and what was typed stays."""

import pytest
from django.http import QueryDict

from home.forms.household import LONGEST_TEXT, HouseholdForms, with_one_more, without
from search.rules.household import MOST_MEMBERS, Member

pytestmark = pytest.mark.django_db


def posted(*people, **more):
    """What a browser sends for these people, each a dictionary of lists."""
    data = QueryDict(mutable=True)
    data["people"] = str(len(people))
    for number, person in enumerate(people, start=1):
        for field, values in person.items():
            data.setlist(f"person-{number}-{field}", values)
    data.update(more)
    return data


MOTHER = {"who": ["mother"], "age": ["75+"], "concerns": ["caregiving", "income"], "marks": ["dementia"]}
SON = {"who": ["son"], "concerns": ["job-hunting"]}
DAUGHTER = {"who": ["daughter"], "marks": ["cancer"]}


def who(data):
    return [form["who"].value() for form in HouseholdForms(data).people]


def test_it_begins_with_oneself():
    forms = HouseholdForms()

    assert [form.name for form in forms.people] == ["わたし（あなた自身）"]
    assert forms.people[0].ticked == []


def test_the_household_is_what_was_chosen():
    forms = HouseholdForms(posted(MOTHER, SON))

    assert forms.is_valid() is True
    assert forms.household() == [
        Member("mother", "75+", frozenset({"caregiving", "income"}), frozenset({"dementia"})),
        Member("son", "", frozenset({"job-hunting"}), frozenset()),
    ]


def test_one_more_person_keeps_everything_that_was_typed():
    forms = HouseholdForms(with_one_more(posted(MOTHER, text="つかれた", area="")))

    assert [form.name for form in forms.people] == ["母", ""]
    assert len(forms.people[0].ticked) == 3
    assert forms.more["text"].value() == "つかれた"


def test_there_are_six_at_most():
    forms = HouseholdForms(with_one_more(posted(*[SON] * MOST_MEMBERS)))

    assert len(forms.people) == MOST_MEMBERS
    assert forms.is_full is True


def test_those_behind_somebody_taken_out_move_up_with_all_they_said():
    data = without(posted(MOTHER, SON, DAUGHTER), 1)
    forms = HouseholdForms(data)

    assert forms.is_valid() is True
    assert forms.household() == [
        Member("son", "", frozenset({"job-hunting"}), frozenset()),
        Member("daughter", "", frozenset(), frozenset({"cancer"})),
    ]


def test_the_last_person_taken_out_leaves_an_empty_one():
    assert who(without(posted(SON), 1)) == [None]


@pytest.mark.parametrize("number", [0, 3, 99])
def test_nobody_of_that_number_is_taken_out(number):
    assert who(without(posted(MOTHER, SON), number)) == ["mother", "son"]


@pytest.mark.parametrize(
    ("asked", "people"), [("", 1), ("0", 1), ("-1", 1), ("nonsense", 1), ("９", 1), ("7", 6), ("999999", 1), ("3", 3)]
)
def test_no_nonsense_makes_more_than_six_people(asked, people):
    data = posted(SON)
    data["people"] = asked

    assert len(HouseholdForms(data).people) == people


@pytest.mark.parametrize(
    "nonsense", [{"who": ["king"]}, {"age": ["200"]}, {"concerns": ["nonsense"]}, {"marks": ["income"]}]
)
def test_a_code_that_is_not_offered_is_refused(nonsense):
    forms = HouseholdForms(posted(nonsense))

    assert forms.is_valid() is False
    assert forms.wrong == [forms.people[0]]


def test_too_long_a_text_is_refused():
    assert HouseholdForms(posted(SON, text="あ" * LONGEST_TEXT)).is_valid() is True
    assert HouseholdForms(posted(SON, text="あ" * (LONGEST_TEXT + 1))).is_valid() is False


@pytest.mark.parametrize(
    ("people", "text", "nothing"),
    [
        ([{}], "", True),
        ([{"who": ["son"]}], " 　", True),
        ([SON], "", False),
        ([DAUGHTER], "", False),
        ([{}], "助けて", False),
    ],
)
def test_it_knows_when_nothing_was_said(people, text, nothing):
    forms = HouseholdForms(posted(*people, text=text))
    forms.is_valid()

    assert forms.says_nothing is nothing


def test_every_concern_stands_under_one_heading():
    groups = list(HouseholdForms().people[0].groups)

    assert [name for name, _boxes in groups] == ["体・こころ・介護", "お金・仕事・住まい", "家族・学校・まわりの人"]
    assert sum(len(boxes) for _name, boxes in groups) == 16
