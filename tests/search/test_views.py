from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.core.models import CommunityArea, Topic
from search.domain.engines import current_engine
from tests.factories.search import document

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fixed_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def search(client, town):
    def ask(text=None, **params):
        return client.get("/search/", {**({} if text is None else {"q": text}), **params})

    return ask


def write(*documents):
    current_engine().write(documents)


def test_without_words_the_page_gives_examples_and_other_ways(search):
    response = search()

    assert response.status_code == 200
    assert response.templates[0].name == "search/empty.html"
    page = response.content.decode()
    assert page.count("<h1") == 1
    assert 'href="/directory/"' in page
    assert 'href="/consultation/"' in page
    assert 'name="robots" content="noindex"' in page


def test_results_show_the_marked_title_kind_date_area_and_phone(search):
    CommunityArea.objects.create(code="chuo", name="中央圏域")
    start = NOW + timedelta(days=2, hours=1)
    write(
        document(
            1,
            kind="test-page",
            title="介護予防教室",
            url="/events/kaigo/",
            description="体を動かします。",
            phone="0999-01-0001",
            areas=("chuo",),
            spans=((start, start + timedelta(hours=2)),),
        )
    )

    response = search("かいご")

    (result,) = response.context["results"]
    assert result.title == "<mark>介護</mark>予防教室"
    assert result.kind == "試しのページ"
    assert result.facts == ("11月25日（水） 10:00から12:00まで", "中央圏域")
    assert result.phone == "0999-01-0001"
    page = response.content.decode()
    assert '<a class="result-item__link" href="/events/kaigo/"><mark>介護</mark>予防教室</a>' in page
    assert page.count("<h1") == 1
    assert 'role="status"' in page
    assert 'name="robots" content="noindex"' in page


def test_a_date_that_is_over_is_called_so(search):
    write(document(1, title="介護", spans=((NOW - timedelta(hours=3), NOW - timedelta(hours=1)),)))

    (result,) = search("介護").context["results"]

    assert result.facts == ("終了しました（11月23日（月・祝） 6:00から8:00まで）",)


def test_no_result_offers_other_ways_and_keeps_the_words_escaped(search):
    response = search("<script>宇宙</script>")

    page = response.content.decode()
    assert response.status_code == 200
    assert "<script>宇宙" not in page
    assert "&lt;script&gt;宇宙" in page
    assert 'href="/directory/"' in page
    assert 'href="/areas/"' in page


def test_filters_narrow_and_say_how_many_they_leave(search):
    CommunityArea.objects.create(code="chuo", name="中央圏域")
    Topic.objects.create(code="care", label="介護")
    write(
        document(1, kind="test-page", title="介護の会", areas=("chuo",), topics=("care",)),
        document(2, kind="other", title="介護の家"),
    )

    response = search("介護", area="chuo", topic="care")

    assert [str(result.title) for result in response.context["results"]] == ["<mark>介護</mark>の会"]
    form = response.context["form"]
    assert form.fields["kind"].choices[1:] == [("test-page", "試しのページ（1）")]
    assert form.fields["area"].choices[1:] == [("chuo", "中央圏域（1）")]
    assert form.fields["topic"].choices[1:] == [("care", "介護（1）")]


def test_a_code_that_nobody_knows_is_passed_over(search):
    write(document(1, title="介護の会"))

    response = search("介護", kind="'; --", area="nowhere", topic="\x00", page="-3")

    assert len(response.context["results"]) == 1


def test_pages_keep_the_words_and_the_choices(search):
    write(*[document(number, kind="test-page", title=f"介護 {number}") for number in range(1, 24)])

    response = search("介護", kind="test-page", page="2")

    page = response.content.decode()
    assert response.context["page_obj"].number == 2
    assert "q=%E4%BB%8B%E8%AD%B7&amp;kind=test-page&amp;page=3" in page


@pytest.mark.parametrize("text", ['"', "'", "%", "AND", "NEAR(", "*", "\\", "\x00", "🎉", "介" * 10_000])
def test_nothing_that_can_be_typed_is_an_error(search, text):
    assert search(text).status_code == 200


def test_search_only_answers_questions(client, town):
    assert client.post("/search/", {"q": "介護"}).status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_search_costs_the_same_however_much_is_found(search, how_many, django_assert_num_queries):
    write(*[document(number, title=f"介護 {number}") for number in range(how_many)])
    search("介護")  # warms the caches of sites

    with django_assert_num_queries(14):
        response = search("介護")

    assert len(response.context["results"]) == how_many
