"""What a resident can say on the phone."""

import pytest

from search.rules.household import Member
from search.rules.sayings import Saying, Variant, sentence, things


@pytest.mark.parametrize(
    ("sayings", "words"),
    [
        ([], "困っていることがあって、相談したいのですが。"),
        ([Saying("", "生活費")], "生活費のことで、相談したいのですが。"),
        (
            [Saying("母", "介護"), Saying("息子", "仕事")],
            "母の介護のことと、息子の仕事のことで、相談したいのですが。",
        ),
        (
            [Saying("母", "介護"), Saying("母", "もの忘れ"), Saying("母", "介護")],
            "母の介護ともの忘れのことで、相談したいのですが。",
        ),
        (
            [Saying("", "生活費"), Saying("母", "介護")],
            "母の介護のことと、生活費のことで、相談したいのですが。",
        ),
        (
            [Saying("母", "介護"), Saying("母", "もの忘れ"), Saying("母", "障害")],
            "母の介護ともの忘れなどのことで、相談したいのですが。",
        ),
        (
            [Saying(name, "仕事") for name in ("母", "父", "息子", "娘")],
            "母の仕事のことと、父の仕事のことと、息子の仕事のことなどで、相談したいのですが。",
        ),
    ],
)
def test_a_sentence_for_the_phone(sayings, words):
    assert sentence(sayings) == words


def test_each_worry_is_named_once():
    assert things([Saying("母", "介護"), Saying("", "生活費"), Saying("母", "介護")]) == ("母の介護", "生活費")


def test_other_words_stand_for_people_of_that_age_or_that_person():
    young = Variant("不登校", ages=frozenset({"6-14"}))
    own = Variant("家族の介護", people=frozenset({"self"}), ages=frozenset({"unknown"}))

    assert young.is_for(Member(age="6-14")) is True
    assert young.is_for(Member()) is False
    assert own.is_for(Member(who="self")) is True
    assert own.is_for(Member(who="self", age="75+")) is False
    assert own.is_for(Member(who="mother")) is False
