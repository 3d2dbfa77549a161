from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from portal.core.indexing import rebuild
from portal.core.models import CommunityArea, EmergencyContact, Topic
from search.domain import lexicons
from search.domain.engines import current_engine
from search.models import UnansweredQuestion
from tests.budgets import budget
from tests.factories.core import CommunityAreaFactory, ConcernFactory
from tests.factories.resources import AgencyFactory, AgencyHoursFactory, AgencyTypeFactory
from tests.factories.search import AliasFactory, document, need

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_fixed_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _a_town_with_words_of_its_own():
    """One kind of agency, so that nothing of what is shipped is understood."""
    lexicons._cache.clear()
    AgencyTypeFactory(label="福祉課")
    yield
    lexicons._cache.clear()


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


@pytest.mark.parametrize(
    "text",
    [
        *(
            '"',
            "'",
            "%",
            "_",
            "AND",
            "NEAR(",
            "*",
            "\\",
            "\x00",
            "🎉",
            "介" * 10_000,
            "   ",
            "\u3000",
            "\u202e介護",
            "\u200f",
        ),
        *("a" * 5_000, "{{ 7 * 7 }}", "-", "ー", "()", "介護\x00介護", "゛", "1", "介護 " * 500),
    ],
)
def test_nothing_that_can_be_typed_is_an_error(search, text):
    assert search(text).status_code == 200


def test_search_only_answers_questions(client, town):
    assert client.post("/search/", {"q": "介護"}).status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_search_costs_the_same_however_much_is_found(search, how_many, django_assert_num_queries):
    write(*[document(number, title=f"介護 {number}") for number in range(how_many)])
    search("介護")  # warms the caches of sites

    with django_assert_num_queries(budget(sqlite=9, postgresql=7)):
        response = search("介護")

    assert len(response.context["results"]) == how_many


@pytest.fixture
def care():
    """A kind of agency that 「親の介護で疲れた」 asks for."""
    kind = AgencyTypeFactory(code="care", label="地域包括支援センター", reason="高齢の家族のことなら")
    need(kind, title="親の介護で疲れた")
    return kind


def test_the_kinds_that_fit_stand_above_with_whom_to_call_and_whether_it_is_open(search, care):
    agency = AgencyFactory(agency_type=care, name="川上包括", slug="kawakami", phone="0999-03-1020", whole_town=True)
    AgencyHoursFactory(agency=agency, weekday=0)

    response = search("親の介護で疲れた")

    page = response.content.decode()
    strip = page[page.index('class="kinds"') : page.index('class="list-layout"')]
    assert [kind.door.code for kind in response.context["answer"].kinds] == ["care"]
    assert "高齢の家族のことなら" in strip
    assert '<a href="/directory/kawakami/">川上包括</a>' in strip
    assert 'href="tel:0999031020"' in strip
    assert 'href="/directory/?type=care"' in strip
    assert "open-state--" in strip
    assert strip.count("<li") == 1


def test_a_kind_without_an_entry_leads_to_the_desk(search, care):
    page = search("親の介護で疲れた").content.decode()

    assert "地域包括支援センター" in page
    assert "/directory/?type=care" not in page


def test_the_chosen_area_stays_and_brings_the_nearest_entry(search, care):
    kawakami, yamazato = CommunityAreaFactory(code="kawakami"), CommunityAreaFactory(code="yamazato")
    AgencyFactory(agency_type=care, name="山里包括", kana="ア", areas=[yamazato])
    AgencyFactory(agency_type=care, name="川上包括", kana="ン", areas=[kawakami])

    response = search("親の介護で疲れた", area="kawakami")

    page = response.content.decode()
    assert response.context["answer"].kinds[0].entry.name == "川上包括"
    assert '<input type="hidden" name="area" value="kawakami">' in page
    assert '<option value="kawakami" selected>' in page
    assert "type=care&amp;area=kawakami" in page


def test_the_strip_is_not_repeated_on_the_second_page(search, care):
    write(*[document(number, title=f"親の介護 {number}") for number in range(1, 14)])

    response = search("親の介護で疲れた", page="2")

    assert response.context["page_obj"].number == 2
    assert response.context["answer"].kinds == ()
    assert 'class="kinds"' not in response.content.decode()


def test_pages_lead_to_the_results_and_not_to_the_top(search):
    write(*[document(number, title=f"介護 {number}") for number in range(1, 24)])

    page = search("介護").content.decode()

    assert "page=2#results" in page
    assert 'id="results"' in page


def test_words_of_danger_bring_the_emergency_numbers_before_everything_else(search, care):
    EmergencyContact.objects.create(label="火事・救急車", phone="119", confirmed_on=NOW.date())
    write(document(1, title="死にたいと言われたら"))

    page = search("死にたい").content.decode()

    assert page.index('href="tel:119"') < page.index('id="search-page"') < page.index('id="results"')


def test_words_without_danger_bring_no_emergency_number(search):
    assert 'class="urgent"' not in search("介護").content.decode()


def test_a_mistyped_name_is_searched_for_as_it_was_meant_and_the_page_says_so(search):
    AliasFactory(words="ボランティア\n奉仕活動")
    write(document(1, title="ボランティアの会"))

    response = search("ボランテイヤ")

    page = response.content.decode()
    assert [str(result.title) for result in response.context["results"]] == ["<mark>ボランティア</mark>の会"]
    assert "「ボランティア」で探した結果です。" in page
    assert "「ボランテイヤ」のままで探す" in page
    assert "?q=%E3%83%9C%E3%83%A9%E3%83%B3%E3%83%86%E3%82%A4%E3%83%A4&amp;exact=on" in page


def test_words_can_be_searched_for_as_they_were_typed_and_what_was_meant_is_offered(search):
    AliasFactory(words="ボランティア\n奉仕活動")
    write(document(1, title="ボランティアの会"))

    response = search("ボランテイヤ", exact="on")

    assert response.context["results"] == []
    assert "もしかして：" in response.content.decode()
    assert response.context["answer"].meant == "ボランティア"


def test_a_word_that_stands_somewhere_in_the_town_is_not_put_right(search):
    AliasFactory(words="ボランティア\n奉仕活動")
    write(document(1, title="ボランテイヤの会"), document(2, title="ボランティアの会"))

    response = search("ボランテイヤ")

    assert response.context["answer"].typed == ""
    assert "<mark>ボランテイヤ</mark>の会" in [str(result.title) for result in response.context["results"]]


def test_where_nothing_fits_the_page_helps_on(search):
    ConcernFactory(code="debt", label="借金")

    page = search("ぷぷぷぷ").content.decode()

    assert 'href="/directory/?concern=debt"' in page
    assert 'href="/where-to-ask/"' in page


@pytest.mark.parametrize(
    ("agent", "kept"),
    [
        ("Mozilla/5.0 (Linux; Android 8.0) Mobile", ["ぷぷぷぷ"]),
        ("Mozilla/5.0 (compatible; ExampleBot/2.1)", []),
        ("python-requests/2.32", []),
        ("", []),
    ],
)
def test_what_people_look_for_in_vain_is_counted_and_what_robots_do_is_not(client, town, agent, kept):
    client.get("/search/", {"q": "ぷぷぷぷ"}, headers={"user-agent": agent})

    assert [one.text for one in UnansweredQuestion.objects.all()] == kept


def test_what_filters_hide_was_not_searched_for_in_vain(client, town):
    CommunityAreaFactory(code="kawakami")

    client.get("/search/", {"q": "ぷぷぷぷ", "area": "kawakami"}, headers={"user-agent": "Mozilla/5.0"})

    assert UnansweredQuestion.objects.count() == 0


def test_an_agency_among_the_results_says_whether_it_is_open(search, care):
    agency = AgencyFactory(agency_type=care, name="川上包括", phone="0999-03-1020")
    AgencyHoursFactory(agency=agency, weekday=0)
    AgencyFactory(agency_type=care, name="川下包括")
    rebuild()

    listed = {str(result.title): opening for result, opening in search("包括").context["results_and_opening"]}

    assert listed["川上<mark>包括</mark>"].is_open is False
    assert listed["川上<mark>包括</mark>"].words != ""
    assert listed["川下<mark>包括</mark>"].words == ""


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_search_with_strip_and_open_agencies_costs_the_same_however_much_is_found(
    search, care, how_many, django_assert_num_queries
):
    for number in range(how_many):
        kind = AgencyTypeFactory(label=f"介護の窓口{number}")
        need(kind, title=f"介護で疲れた{number}")
        AgencyHoursFactory(agency=AgencyFactory(agency_type=kind, whole_town=True))
    rebuild()
    search("介護で疲れた")  # warms the caches of sites

    with django_assert_num_queries(budget(sqlite=13, postgresql=11)):
        response = search("介護で疲れた")

    assert len(response.context["answer"].kinds) >= how_many
    assert len(response.context["results"]) >= how_many
