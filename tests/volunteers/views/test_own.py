from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages

from tests.factories.core import UserFactory
from tests.factories.events import NOW, TODAY, event
from tests.factories.volunteers import SignupFactory, VolunteerFactory
from tests.volunteers.test_forms import FILLED
from volunteers.enums import VolunteerState
from volunteers.models import Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

OWN_QUERIES = 11
PAGES = ("/volunteer/register/", "/volunteer/mine/", "/volunteer/leave/")


@pytest.mark.parametrize("address", PAGES)
def test_own_pages_are_for_who_is_logged_in_and_for_no_cache(client, address):
    stranger = client.get(address)
    client.force_login(VolunteerFactory().user)
    owner = client.get(address)

    assert stranger.url == f"/accounts/login/?next={address}"
    assert owner.status_code == 200
    assert ["no-store" in response.headers["Cache-Control"] for response in (stranger, owner)] == [True, True]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_own_page_costs_the_same_however_many_names_are_down(client, how_many, django_assert_num_queries):
    volunteer = VolunteerFactory()
    signups = [SignupFactory(volunteer=volunteer, shift__opportunity__event=event()) for _ in range(how_many)]
    client.force_login(volunteer.user)
    client.get("/volunteer/mine/")

    with django_assert_num_queries(OWN_QUERIES):
        response = client.get("/volunteer/mine/")

    assert [row["signup"] for row in response.context["coming"]] == signups


def test_registering_leads_back_to_the_call_that_was_meant(client):
    client.force_login(UserFactory())

    response = client.post("/volunteer/register/?next=/volunteer/calls/7/", FILLED)

    assert response.url == "/volunteer/calls/7/"
    assert Volunteer.objects.get().full_name == "安曇 健吾"


@pytest.mark.parametrize("elsewhere", ["https://evil.example.jp/", "//evil.example.jp/", "javascript:alert(1)", ""])
def test_registering_leads_to_no_other_site(client, elsewhere):
    client.force_login(UserFactory())

    response = client.post(f"/volunteer/register/?next={elsewhere}", FILLED)

    assert response.url == "/volunteer/mine/"


def test_what_was_written_stays_when_something_is_missing(client):
    client.force_login(UserFactory())

    response = client.post("/volunteer/register/", FILLED | {"phone": "", "skills": "手話ができます"})

    words = response.content.decode()
    assert response.status_code == 422
    assert Volunteer.objects.count() == 0
    assert 'value="手話ができます"' in words
    assert 'href="#id_phone"' in words
    assert 'aria-describedby="id_phone_error"' in words or 'aria-invalid="true"' in words


def test_an_empty_form_is_answered_with_what_is_missing(client):
    client.force_login(UserFactory())

    assert client.post("/volunteer/register/", {}).status_code == 422


def test_the_day_of_birth_is_on_no_page_of_the_volunteer(client):
    volunteer = VolunteerFactory(birth_date=date(1957, 5, 3))
    client.force_login(volunteer.user)

    words = "".join(client.get(address).content.decode() for address in PAGES)

    assert [form for form in ("1957", "昭和32", "5月3日") if form in words] == []


def test_saving_again_without_the_day_of_birth_keeps_it(client):
    volunteer = VolunteerFactory()
    client.force_login(volunteer.user)

    client.post("/volunteer/register/", FILLED | {"birth_date": "2000-01-01"})

    assert Volunteer.objects.get().birth_date == volunteer.birth_date


def test_who_has_not_registered_yet_is_led_to_the_form(client):
    client.force_login(UserFactory())

    assert client.get("/volunteer/mine/").url == "/volunteer/register/"


def test_the_own_page_says_that_an_activity_was_called_off(client):
    signup = SignupFactory(shift__opportunity__event=event(state="cancelled"))
    client.force_login(signup.volunteer.user)

    assert "この活動は、中止または延期になりました。" in client.get("/volunteer/mine/").content.decode()


def test_the_own_page_links_to_no_call_that_is_gone(client):
    signup = SignupFactory(shift__opportunity__is_public=False)
    client.force_login(signup.volunteer.user)

    words = client.get("/volunteer/mine/").content.decode()

    assert signup.shift.opportunity.title in words
    assert f"/volunteer/calls/{signup.shift.opportunity_id}/" not in words


def test_what_is_over_stands_apart_and_cannot_be_taken_back(client):
    over = SignupFactory(shift__starts_at=NOW - timedelta(days=1))
    client.force_login(over.volunteer.user)

    response = client.get("/volunteer/mine/")

    assert (response.context["coming"], [row["signup"] for row in response.context["past"]]) == ([], [over])
    assert "/withdraw/" not in response.content.decode()


@pytest.mark.parametrize(
    ("differs", "words"),
    [
        ({"expires_on": TODAY - timedelta(days=1)}, "登録の期限が過ぎました。"),
        ({"state": VolunteerState.PAUSED}, "いまは登録をお休みしています。"),
        ({"birth_date": date(2012, 1, 1)}, "18歳未満の方は、先に保護者の同意が必要です。"),
    ],
)
def test_the_own_page_says_what_to_do_before_taking_part(client, differs, words):
    client.force_login(VolunteerFactory(**differs).user)

    assert words in client.get("/volunteer/mine/").content.decode()


def test_leaving_asks_first_and_then_forgets(client):
    volunteer = VolunteerFactory()
    client.force_login(volunteer.user)

    client.get("/volunteer/leave/")
    kept = Volunteer.objects.count()
    response = client.post("/volunteer/leave/")

    assert (kept, Volunteer.objects.count()) == (1, 0)
    assert [str(message) for message in get_messages(response.wsgi_request)] == ["登録と、登録の内容を消しました。"]
