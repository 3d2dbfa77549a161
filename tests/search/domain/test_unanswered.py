"""What is kept of searches that found nothing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from search.domain import unanswered
from search.domain.unanswered import record, see_to
from search.models import UnansweredQuestion
from tests.factories.search import UnansweredQuestionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def kept():
    return list(UnansweredQuestion.objects.values_list("text", "count", "last_asked_on"))


def test_a_search_in_vain_is_counted_by_its_words_and_the_last_day():
    record("粗大ごみ", today=date(2026, 11, 20))

    record("粗大ごみ", today=TODAY)

    assert kept() == [("粗大ごみ", 2, TODAY)]


@pytest.mark.parametrize("typed", ["ｽﾏﾎ　教室", " スマホ  教室 ", "スマホ\t教室", "スマホ\x00教室"])
def test_width_and_spaces_make_no_other_search(typed):
    record("スマホ 教室", today=TODAY)

    record(typed, today=TODAY)

    assert kept() == [("スマホ 教室", 2, TODAY)]


@pytest.mark.parametrize(
    "typed",
    [
        "０９９９ー０１ー２３４５",
        "0999-01-2345 はだれ",
        "099 901 234",
        "1234567890",
        "〇九九九の一二三四",
        "saki@example.jp",
        "ｓａｋｉ＠example",
        "https://example.jp/",
        "中央1丁目",
        "中央2-3",
        "昭和1950年生まれ",
        "山田さんの電話",
        "山田花子",
        "やくばのひとにいわれたとおりにまどぐちにいきましたがまたこんどきてくださいといわれました",
        "",
        " 　 ",
        "\x00",
    ],
)
def test_what_may_tell_of_one_person_is_not_kept(typed):
    assert record(typed, today=TODAY) is False
    assert kept() == []


@pytest.mark.parametrize("typed", ["188", "3歳児健診", "よくわからないことば", "犬をさがしています", "DV"])
def test_what_tells_of_nobody_is_kept(typed):
    assert record(typed, today=TODAY) is True
    assert kept() == [(typed, 1, TODAY)]


def test_the_one_asked_least_and_longest_ago_makes_room(monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_KEPT", 3)
    UnansweredQuestionFactory(text="よく", count=5, last_asked_on=date(2026, 1, 1))
    UnansweredQuestionFactory(text="古い", last_asked_on=date(2026, 10, 1))
    UnansweredQuestionFactory(text="新しい", last_asked_on=date(2026, 11, 1))

    record("粗大ごみ", today=TODAY)

    assert {text for text, _count, _day in kept()} == {"よく", "新しい", "粗大ごみ"}


def test_what_is_seen_to_makes_room_first(monkeypatch):
    monkeypatch.setattr(unanswered, "MOST_KEPT", 2)
    UnansweredQuestionFactory(text="済んだ", count=9, is_done=True)
    UnansweredQuestionFactory(text="まだ")

    record("粗大ごみ", today=TODAY)

    assert {text for text, _count, _day in kept()} == {"まだ", "粗大ごみ"}


def test_what_staff_have_seen_to_stays_so_when_it_is_asked_again():
    question = UnansweredQuestionFactory(text="粗大ごみ")
    see_to(question=question)

    record("粗大ごみ", today=TODAY)

    question.refresh_from_db()
    assert (question.is_done, question.count) == (True, 2)


def test_nothing_of_it_is_in_the_record_of_what_was_done():
    record("粗大ごみ", today=TODAY)
    see_to(question=UnansweredQuestion.objects.get())

    assert ModelLogEntry.objects.count() == 0


def test_a_search_asked_before_costs_one_statement():
    record("粗大ごみ", today=TODAY)

    with CaptureQueriesContext(connection) as asked:
        record("粗大ごみ", today=TODAY)

    # How long SQLite waits is no question to the tables, and the savepoint is the test's.
    statements = [query["sql"].split()[0] for query in asked]
    assert [word for word in statements if word != "PRAGMA"] == ["SAVEPOINT", "UPDATE", "RELEASE"]
