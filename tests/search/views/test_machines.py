from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.core.models import CommunityArea, Topic
from search.domain import lexicons
from search.domain.engines import current_engine
from search.models import UnansweredQuestion
from search.views import machines
from tests.budgets import budget
from tests.factories.resources import AgencyFactory, AgencyHoursFactory, AgencyTypeFactory
from tests.factories.search import AliasFactory, document, need

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("town")]


@pytest.fixture(autouse=True)
def _a_fixed_day_in_a_town_with_words_of_its_own():
    lexicons._cache.clear()
    with time_machine.travel(NOW, tick=False):
        AgencyTypeFactory(label="福祉課")
        yield
    lexicons._cache.clear()


@pytest.fixture
def ask(client):
    def asked(**params):
        return client.get("/api/search", params)

    return asked


@pytest.fixture
def suggest(client):
    def asked(text):
        return client.get("/search/suggest/", {"q": text})

    return asked


def write(*documents):
    current_engine().write(documents)


def test_an_answer_tells_what_the_page_tells(ask):
    CommunityArea.objects.create(code="chuo", name="中央圏域")
    Topic.objects.create(code="care", label="介護")
    start = NOW + timedelta(days=2, hours=1)
    write(
        document(
            1,
            kind="test-page",
            title="介護予防教室 <入門>",
            url="/events/kaigo/",
            description="椅子で <体操> の介護予防。",
            phone="0999-01-0001",
            areas=("chuo",),
            topics=("care",),
            spans=((start, start + timedelta(hours=2)),),
            updated_at=NOW,
        )
    )

    answer = ask(q="介護").json()

    assert answer == {
        "query": "介護",
        "typed": "介護",
        "did_you_mean": None,
        "total": 1,
        "there_are_more": False,
        "page": 1,
        "page_size": 10,
        "previous": None,
        "next": None,
        "kinds": [],
        "facets": {
            "kind": [{"code": "test-page", "label": "試しのページ", "count": 1}],
            "area": [{"code": "chuo", "label": "中央圏域", "count": 1}],
            "topic": [{"code": "care", "label": "介護", "count": 1}],
        },
        "results": [
            {
                "title": "介護予防教室 <入門>",
                "url": "http://testserver/events/kaigo/",
                "kind": "test-page",
                "kind_label": "試しのページ",
                "excerpt": "椅子で <体操> の介護予防。",
                "excerpt_html": "椅子で &lt;体操&gt; の<mark>介護</mark>予防。",
                "facts": ["11月25日（水） 10:00から12:00まで", "中央圏域"],
                "starts_at": "2026-11-25T01:00:00+00:00",
                "ends_at": "2026-11-25T03:00:00+00:00",
                "areas": ["chuo"],
                "topics": ["care"],
                "phone": "0999-01-0001",
                "opening": None,
                "is_open": None,
                "updated_at": "2026-11-23T00:00:00+00:00",
            }
        ],
    }


def test_fitting_kinds_come_beside_the_results_with_whom_to_call(ask):
    kind = AgencyTypeFactory(code="care", label="地域包括支援センター", reason="高齢の家族のことなら")
    need(kind, title="親の介護で疲れた")
    agency = AgencyFactory(agency_type=kind, name="川上包括", slug="kawakami", phone="0999-03-1020", whole_town=True)
    AgencyHoursFactory(agency=agency, weekday=1)

    (fitting,) = ask(q="親の介護で疲れた").json()["kinds"]

    assert (fitting["code"], fitting["label"], fitting["reason"]) == (
        "care",
        "地域包括支援センター",
        "高齢の家族のことなら",
    )
    assert fitting["entry"]["url"] == "http://testserver/directory/kawakami/"
    assert fitting["entry"]["phone"] == "0999-03-1020"
    assert fitting["entry"]["is_open"] is False


def test_pages_name_their_neighbours_and_keep_the_choices(ask):
    write(*[document(number, kind="test-page", title=f"介護 {number}") for number in range(1, 24)])

    answer = ask(q="介護", kind="test-page", page="2", area="nowhere").json()

    assert answer["previous"] == "http://testserver/api/search?q=%E4%BB%8B%E8%AD%B7&kind=test-page&page=1"
    assert answer["next"] == "http://testserver/api/search?q=%E4%BB%8B%E8%AD%B7&kind=test-page&page=3"
    assert len(answer["results"]) == 10


def test_a_mistyped_name_is_put_right_unless_asked_not_to(ask):
    AliasFactory(words="ボランティア\n奉仕活動")
    write(document(1, title="ボランティアの会"))

    put_right, as_typed = ask(q="ボランテイヤ").json(), ask(q="ボランテイヤ", exact="on").json()

    assert (put_right["query"], put_right["typed"], put_right["total"]) == ("ボランティア", "ボランテイヤ", 1)
    assert (as_typed["query"], as_typed["did_you_mean"], as_typed["total"]) == ("ボランテイヤ", "ボランティア", 0)


def test_any_page_of_the_web_may_read_it_and_nobody_is_known_by_it(ask, suggest):
    for response in (ask(q="介護"), suggest("介護")):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "public, max-age=60"
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")


def test_without_words_there_is_nothing_to_answer(ask):
    response = ask(q=" ")

    assert response.status_code == 400
    assert "error" in response.json()


@pytest.mark.parametrize("address", ["/api/search", "/search/suggest/"])
def test_only_questions_are_answered(client, address):
    assert client.post(address, {"q": "介護"}).status_code == 405


def test_machines_search_in_vain_without_being_counted(ask, client):
    client.get("/api/search", {"q": "ぷぷぷぷ"}, headers={"user-agent": "Mozilla/5.0"})

    assert UnansweredQuestion.objects.count() == 0


def test_who_asks_too_often_is_told_to_wait(rf):
    @machines.at_most(2)
    def view(request):
        return machines._json({})

    answers = [view(rf.get("/", REMOTE_ADDR=address)) for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2", "10.0.0.1")]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"


@pytest.mark.parametrize("text", ['"', "'", "%", "\x00", "🎉", "\u202e介", "介" * 5_000, "NEAR(", "{{ 1 }}"])
def test_nothing_that_can_be_typed_is_an_error(ask, suggest, text):
    assert suggest(text).status_code == 200
    assert ask(q=text).status_code in (200, 400)


def test_suggestions_name_their_sort_and_where_they_lead(suggest):
    need(AgencyTypeFactory(label="介護の窓口"), title="介護で疲れた")
    write(document(1, kind="test-page", title="介護の会", url="/events/kaigo/"))

    found = suggest("かいご").json()["suggestions"]

    assert found == [
        {"text": "介護の窓口", "kind": "相談先", "url": "/search/?q=%E4%BB%8B%E8%AD%B7%E3%81%AE%E7%AA%93%E5%8F%A3"},
        {
            "text": "介護で疲れた",
            "kind": "こんなとき",
            "url": "/search/?q=%E4%BB%8B%E8%AD%B7%E3%81%A7%E7%96%B2%E3%82%8C%E3%81%9F",
        },
        {"text": "介護の会", "kind": "試しのページ", "url": "/events/kaigo/"},
    ]


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_answer_costs_the_same_however_much_is_found(ask, how_many, django_assert_num_queries):
    write(*[document(number, title=f"介護 {number}") for number in range(how_many)])
    ask(q="介護")

    with django_assert_num_queries(budget(sqlite=6, postgresql=4)):
        answer = ask(q="介護").json()

    assert len(answer["results"]) == how_many
