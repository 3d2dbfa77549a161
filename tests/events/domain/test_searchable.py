import pytest

from events.domain.occurrences import change_occurrence
from events.enums import EventState
from events.models import EventPage, MeetingOutcomePage
from portal.core.indexing import registry
from tests.factories.core import CommunityAreaFactory, TopicFactory
from tests.factories.events import NOW, draft_event, event, outcome, repeated_event

pytestmark = pytest.mark.django_db


def documents(model):
    return list(registry.of(model).documents(model.objects.values_list("pk", flat=True)))


def test_an_event_tells_search_what_where_and_when():
    page = event(
        title="介護予防教室",
        title_kana="カイゴヨボウキョウシツ",
        kind="health",
        summary="いすに座ったまま体を動かします",
        areas=[CommunityAreaFactory(code="kawakami")],
        topics=[TopicFactory(code="care", label="介護")],
        contact_phone="0999-01-0001",
    )

    (document,) = documents(EventPage)

    times = page.occurrences.get()
    assert document.key == f"events.eventpage:{page.pk}"
    assert (document.kind, document.title, document.kana) == ("event", "介護予防教室", "カイゴヨボウキョウシツ")
    assert document.url == f"/events/{page.slug}/"
    assert document.areas == ("kawakami",)
    assert document.topics == ("care",)
    assert "介護" in document.category
    assert document.phone == "0999-01-0001"
    assert document.spans == ((times.starts_at, times.ends_at),)


def test_a_learning_session_is_a_kind_of_its_own():
    event(kind="learning")

    assert [document.kind for document in documents(EventPage)] == ["learning"]


def test_a_draft_tells_search_nothing():
    draft_event()

    assert documents(EventPage) == []


def test_a_time_called_off_is_no_time():
    page = repeated_event()
    first = page.occurrences.upcoming(NOW)[0]

    change_occurrence(occurrence=first, starts_at=first.starts_at, ends_at=first.ends_at, state=EventState.CANCELLED)

    (document,) = documents(EventPage)
    assert document.spans[0][0] > first.starts_at


def test_an_outcome_tells_search_what_was_said():
    outcome(summary="移動の足について話した")

    (document,) = documents(MeetingOutcomePage)

    assert (document.kind, document.description) == ("outcome", "移動の足について話した")


@pytest.mark.parametrize("how_many", [1, 3])
def test_reading_events_for_search_costs_the_same_however_many(how_many, django_assert_max_num_queries):
    for _number in range(how_many):
        event(areas=[CommunityAreaFactory()])

    with django_assert_max_num_queries(12):
        assert len(documents(EventPage)) == how_many
