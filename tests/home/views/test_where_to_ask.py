"""/where-to-ask/: the doors for a household, and no trace of what was typed."""

import logging
import re
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from portal.core.models import EmergencyContact
from portal.core.templatetags import portal as drawings
from resources.models import AgencyType
from search.domain.navigator import DESK
from tests.factories.core import CommunityAreaFactory, home_page
from tests.factories.resources import AgencyFactory, AgencyTypeFactory

pytestmark = pytest.mark.django_db

ADDRESS = "/where-to-ask/"
SECRET = "ないしょのはなしムクドリ"
HOUSEHOLD = {
    "people": "2",
    "person-1-who": "mother",
    "person-1-age": "75+",
    "person-1-concerns": ["caregiving"],
    "person-1-marks": ["dementia"],
    "person-2-who": "son",
    "person-2-marks": ["stays-home", "no-work"],
    "text": SECRET,
    "area": "",
}


def kind(code, **fields):
    return AgencyType.objects.filter(code=code).first() or AgencyTypeFactory(code=code, **fields)


@pytest.fixture
def town(db):
    home_page()
    AgencyFactory(agency_type=kind(DESK), name="まるごと窓口", phone="0999-01-2200", whole_town=True)
    AgencyFactory(agency_type=kind("community-general-support-center"), name="包括センター", phone="0999-01-3300")
    AgencyFactory(agency_type=kind("hikikomori-support-center"), name="ふみだし", phone="0999-01-4400")
    EmergencyContact.objects.create(label="事件", phone="110", service="警察", confirmed_on=date(2026, 11, 1))
    EmergencyContact.objects.create(label="買い物のトラブル", phone="188", confirmed_on=date(2026, 11, 2))


def text_of(response):
    """What stands in the main part, without the form that can be changed."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<form.*?</form>", "", main, flags=re.DOTALL)))


def post(client, **more):
    return client.post(ADDRESS, {**HOUSEHOLD, **more})


def test_the_one_desk_leads_with_its_phone_and_what_to_say(client, town):
    page = text_of(post(client))

    assert page.index("まるごと窓口") < page.index("0999-01-2200") < page.index("包括センター")
    assert "「母のもの忘れと介護のことと、息子の仕事とひきこもりのことで、相談したいのですが。」" in page
    assert "ふみだし" in page


def test_a_number_is_a_link_that_dials(client, town):
    assert '<a class="phone-link" href="tel:0999012200">0999-01-2200</a>' in post(client).content.decode()


def test_an_entry_of_the_chosen_area_is_named(client, town):
    area = CommunityAreaFactory(code="kawakami")
    AgencyFactory(agency_type=kind("community-general-support-center"), name="川上包括", areas=[area])

    page = text_of(post(client, area="kawakami"))

    assert "川上包括" in page
    assert "包括センター" not in page


def test_one_more_person_comes_with_all_that_was_typed(client, town):
    page = post(client, add="1").content.decode()

    assert 'id="person-3"' in page
    assert '<option value="mother" selected>' in page
    assert re.search(r'value="dementia"[^>]* checked', page)
    assert SECRET in page
    assert "<h1" in page


def test_one_person_less_leaves_the_other(client, town):
    page = post(client, remove="1").content.decode()

    assert 'id="person-2"' not in page
    assert '<option value="son" selected>' in page


def test_the_answer_brings_the_form_along_to_change_it(client, town):
    page = post(client).content.decode()

    assert SECRET in page
    assert re.search(r'value="stays-home"[^>]* checked', page)


def test_nothing_said_is_asked_for_kindly(client, town):
    response = client.post(ADDRESS, {"people": "1"})

    assert 'role="alert"' in response.content.decode()
    assert response.status_code == 200


@pytest.mark.parametrize("nonsense", [{"person-1-who": "king"}, {"area": "mars"}, {"text": "あ" * 600}])
def test_what_is_not_offered_is_refused_beside_its_field(client, town, nonsense):
    page = post(client, **nonsense).content.decode()

    assert "form-errors" in page
    assert "0999-01-3300" not in page


@pytest.mark.parametrize("more", [{"text": "夫に殴られる"}, {"person-1-concerns": ["violence-abuse"]}])
def test_danger_puts_the_emergency_numbers_first_with_the_day_they_were_checked(client, town, more):
    page = text_of(post(client, **more))

    assert page.index("110") < page.index("11月1日") < page.index("まるごと窓口")
    assert "188" not in page


def test_without_danger_no_alarm_is_raised(client, town):
    assert "urgent" not in post(client, text="虐待防止研修に出たい").content.decode()


def test_the_page_keeps_the_numbers_and_the_six_households(client, town):
    page = text_of(client.get(ADDRESS))

    assert "110" in page
    assert "188" in page


def test_an_agency_that_strangers_may_not_see_is_never_named(client, town):
    AgencyFactory(agency_type=kind("youth-support-station"), name="まだ秘密の駅", live=False)

    assert "まだ秘密の駅" not in post(client).content.decode()


def rows():
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model._meta.managed}


def kept_in_memory():
    drawn = repr(drawings._drawn.cache_info())
    return f"{drawn}{getattr(cache, '_cache', '')}"


@pytest.mark.parametrize("button", ["answer", "add", "remove"])
def test_nothing_of_it_is_left_anywhere(client, town, caplog, button):
    client.get(ADDRESS)
    before = rows()

    with caplog.at_level(logging.DEBUG):
        response = post(client, **{button: "1"})

    assert rows() == before
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert response.wsgi_request.session.is_empty() is True
    assert response.status_code == 200
    assert response.request["PATH_INFO"] + response.request["QUERY_STRING"] == ADDRESS
    assert SECRET not in caplog.text
    assert "dementia" not in caplog.text
    assert SECRET not in kept_in_memory()
    assert all(SECRET not in str(cookie) for cookie in client.cookies.values())


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_cache_may_keep_the_page(client, town, method):
    response = client.get(ADDRESS) if method == "get" else post(client)

    assert "no-store" in response["Cache-Control"]


def test_what_was_typed_is_never_drawn_by_the_tag_that_keeps_its_drawings():
    """`component` keeps what it drew in memory; typed words may pass only through `include`."""
    folder = Path(settings.BASE_DIR) / "templates" / "home"
    drawn = {
        found
        for path in folder.glob("where_to_ask*.html")
        for found in re.findall(r"{% component [^%]*%}", path.read_text())
        if re.search(r"=(?:forms?|box|way|say|takes|answer|worries)\b", found)
    }

    assert drawn == set()


def test_what_was_typed_is_left_out_of_error_reports(client, town, monkeypatch):
    from home.views import where_to_ask

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(where_to_ask, "answer", broken)
    client.raise_request_exception = False

    response = post(client)

    assert response.status_code == 500
    assert response.wsgi_request.sensitive_post_parameters == "__ALL__"


def test_a_form_from_elsewhere_is_refused(town):
    assert post(Client(enforce_csrf_checks=True)).status_code == 403


SON = {"who": "son", "concerns": ["debt", "income"]}


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_answer_costs_the_same_however_many_people(client, town, how_many, django_assert_num_queries):
    people = {f"person-{number}-{field}": said for number in range(1, how_many + 1) for field, said in SON.items()}
    client.post(ADDRESS, {"people": "1", "text": "はじめて"})  # warm the caches

    with django_assert_num_queries(7):
        client.post(ADDRESS, {"people": str(how_many), **people})


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_form_costs_the_same_however_many_people(client, town, how_many, django_assert_num_queries):
    client.get(ADDRESS)

    with django_assert_num_queries(6):
        client.post(ADDRESS, {"people": str(how_many), "add": "1"})
