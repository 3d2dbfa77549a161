from datetime import UTC, datetime, timedelta

import pytest

from search.domain import lexicons
from search.domain.engines import current_engine
from search.domain.suggesting import MOST, suggestions
from tests.factories.resources import AgencyTypeFactory
from tests.factories.search import AliasFactory, document, need

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_town_with_words_of_its_own():
    """One kind of agency, so that nothing of what is shipped is suggested."""
    lexicons._cache.clear()
    AgencyTypeFactory(label="福祉課")
    yield
    lexicons._cache.clear()


def texts(typed):
    return [suggestion.text for suggestion in suggestions(typed, now=NOW)]


def write(*documents):
    current_engine().write(documents)


@pytest.mark.parametrize("typed", ["介護", "かいご", "カイゴ", "ｶｲｺﾞ", "かい", "かいg", "介護よぼ", " 介護"])
def test_a_title_is_found_by_its_beginning_and_by_how_it_sounds(typed):
    write(document(1, kind="event", title="介護予防教室", url="/events/kaigo/"), document(2, title="体操の会"))

    (found,) = suggestions(typed, now=NOW)

    assert (found.text, found.kind, found.url) == ("介護予防教室", "event", "/events/kaigo/")


def test_the_reading_that_the_author_gave_counts_more_than_the_guess():
    write(document(1, title="市場の会", kana="イチバノカイ"))

    assert texts("いちば") == ["市場の会"]


def test_the_middle_of_a_title_is_no_beginning():
    write(document(1, title="みんなの介護"))

    assert texts("介護") == []


def test_what_is_over_is_not_suggested():
    write(document(1, title="介護の会", spans=((NOW - timedelta(hours=2), NOW - timedelta(hours=1)),)))

    assert texts("介護") == []


def test_a_kind_of_agency_is_found_by_its_label_a_word_of_it_its_names_and_what_means_the_same():
    AliasFactory(words="包括\nほうかつくん")
    AgencyTypeFactory(label="地域包括支援センター", aliases="包括\nお年寄りの窓口")

    assert [texts(typed) for typed in ("ちいき", "包括", "支援", "おとしよ", "ほうかつく")] == [
        ["地域包括支援センター"]
    ] * 5


def test_a_need_is_found_by_each_of_its_words():
    need(AgencyTypeFactory(), title="電気が止められた")

    assert texts("でんき") == ["電気が止められた"]
    assert texts("止め") == ["電気が止められた"]
    assert [one.kind for one in suggestions("でんき", now=NOW)] == ["need"]


def test_a_need_or_kind_that_is_not_in_use_is_not_suggested():
    kind = AgencyTypeFactory(label="電話の窓口", is_active=False)
    need(kind, title="電気が止められた", is_active=False)

    assert texts("でん") == []


def test_at_most_eight_come_kinds_and_needs_first_and_each_text_once():
    for number in range(4):
        AgencyTypeFactory(label=f"介護の窓口{number}")
    need(AgencyTypeFactory(), title="介護で疲れた")
    write(*[document(number, title=f"介護の会{number // 2}") for number in range(20)])

    found = texts("介護")

    assert len(found) == MOST
    assert found[:4] == ["介護の窓口0", "介護の窓口1", "介護の窓口2", "介護で疲れた"]
    assert len(set(found)) == MOST


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "%", "_", "'", '"', "\\", "*", "🎉", "\u202e介", "\U0010ffff", "介" * 10_000, "AND", "ー"],
)
def test_nothing_that_can_be_typed_is_an_error(typed):
    write(document(1, title="お知らせ"))

    assert texts(typed) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_suggestions_cost_the_same_however_many_there_are(how_many, django_assert_num_queries):
    write(*[document(number, title=f"介護の会{number}") for number in range(how_many)])
    texts("介護")

    with django_assert_num_queries(3):
        found = texts("かいご")

    assert len(found) == how_many
