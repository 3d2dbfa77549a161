import pytest
from django.contrib.messages import get_messages

from portal.core.calendar import at_town
from tests.factories.core import CommunityAreaFactory, UserFactory
from tests.factories.events import NOW, TODAY, event
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SignupFactory, VolunteerFactory
from volunteers.models import Signup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

LIST_QUERIES = 10
CALL_QUERIES = 13


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def page_of(call):
    return f"/volunteer/calls/{call.pk}/"


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_many_calls(client, how_many, django_assert_num_queries):
    calls = [
        ShiftFactory(opportunity__areas=[CommunityAreaFactory()], opportunity__event=event()).opportunity
        for _ in range(how_many)
    ]
    client.get("/volunteer/")

    with django_assert_num_queries(LIST_QUERIES):
        response = client.get("/volunteer/")

    assert list(response.context["page_obj"]) == calls


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_call_costs_the_same_however_many_shifts(client, how_many, django_assert_num_queries):
    volunteer, call = VolunteerFactory(), OpportunityFactory(event=event())
    shifts = [SignupFactory(shift__opportunity=call, volunteer=volunteer).shift for _ in range(how_many)]
    client.force_login(volunteer.user)
    client.get(page_of(call))

    with django_assert_num_queries(CALL_QUERIES):
        response = client.get(page_of(call))

    assert [(row["shift"], row["mine"]) for row in response.context["shifts"]] == [(one, True) for one in shifts]


def test_the_list_is_narrowed_by_the_address(client):
    area = CommunityAreaFactory(code="here", name="川上圏域")
    call = ShiftFactory(opportunity__areas=[area]).opportunity
    ShiftFactory(opportunity__areas=[CommunityAreaFactory()])

    response = client.get("/volunteer/?area=here")

    assert list(response.context["page_obj"]) == [call]
    assert response.context["chosen"] == [("川上圏域", "?")]


def test_the_last_moment_to_put_a_name_down_is_said_as_such(client):
    call = ShiftFactory(opportunity__apply_until=at_town(TODAY, 17)).opportunity

    assert "11月23日（月・祝） 17:00まで" in client.get(page_of(call)).content.decode()


def test_strangers_read_no_call_that_is_not_public(client):
    assert client.get(page_of(OpportunityFactory(is_public=False))).status_code == 404


def test_a_stranger_is_led_to_log_in_and_back_to_the_call(client):
    call = ShiftFactory().opportunity

    words = client.get(page_of(call)).content.decode()

    assert f"/accounts/login/?next=/volunteer/calls/{call.pk}/" in words
    assert (
        f"/accounts/signup/?next=%2Fvolunteer%2Fregister%2F%3Fnext%3D%252Fvolunteer%252Fcalls%252F{call.pk}%252F"
        in words
    )
    assert "/sign-up/" not in words


def test_what_is_said_of_a_volunteer_stays_out_of_caches(client):
    signup = SignupFactory()
    call = signup.shift.opportunity

    assert "no-store" not in client.get(page_of(call)).headers.get("Cache-Control", "")
    client.force_login(signup.volunteer.user)
    assert "no-store" in client.get(page_of(call)).headers["Cache-Control"]


def test_pressing_puts_the_name_down_and_pressing_again_is_harmless(client):
    shift, volunteer = ShiftFactory(), VolunteerFactory()
    client.force_login(volunteer.user)

    first, second = (client.post(f"/volunteer/shifts/{shift.pk}/sign-up/") for _ in range(2))

    assert first.url == second.url == "/volunteer/mine/"
    assert [signup.volunteer for signup in shift.signups.all()] == [volunteer]


def test_a_refusal_is_said_on_the_page_of_the_call(client):
    kept = SignupFactory()
    client.force_login(VolunteerFactory().user)

    response = client.post(f"/volunteer/shifts/{kept.shift.pk}/sign-up/")

    assert response.url == page_of(kept.shift.opportunity)
    assert said(response) == ["満員です。"]


def test_somebody_under_18_reads_what_to_do_in_place_of_the_button(client):
    shift = ShiftFactory()
    client.force_login(VolunteerFactory(birth_date=TODAY.replace(year=2010)).user)

    words = client.get(page_of(shift.opportunity)).content.decode()

    assert "保護者の方から、電話をしてもらってください。" in words
    assert "/sign-up/" not in words


def test_an_account_without_registration_registers_first_and_comes_back(client):
    shift = ShiftFactory()
    client.force_login(UserFactory())

    response = client.post(f"/volunteer/shifts/{shift.pk}/sign-up/")

    assert response.url == f"/volunteer/register/?next=%2Fvolunteer%2Fcalls%2F{shift.opportunity_id}%2F"
    assert Signup.objects.count() == 0


def test_who_was_logged_out_meanwhile_logs_in_and_returns_to_a_page_that_can_be_read(client):
    signup = SignupFactory()

    up = client.post(f"/volunteer/shifts/{signup.shift.pk}/sign-up/")
    down = client.post(f"/volunteer/signups/{signup.pk}/withdraw/")

    assert up.url == f"/accounts/login/?next={page_of(signup.shift.opportunity)}"
    assert down.url == "/accounts/login/?next=/volunteer/mine/"


@pytest.mark.parametrize("address", ["/volunteer/shifts/{shift}/sign-up/", "/volunteer/signups/{signup}/withdraw/"])
def test_nothing_is_written_by_following_a_link(client, address):
    signup = SignupFactory()
    client.force_login(signup.volunteer.user)

    response = client.get(address.format(shift=signup.shift.pk, signup=signup.pk))

    assert response.status_code == 405


def test_nobody_takes_back_the_name_of_another(client):
    signup = SignupFactory()
    client.force_login(VolunteerFactory().user)

    response = client.post(f"/volunteer/signups/{signup.pk}/withdraw/")

    assert response.status_code == 404
    assert Signup.objects.get().holds_a_place


def test_a_name_is_taken_back_by_its_owner(client):
    signup = SignupFactory()
    client.force_login(signup.volunteer.user)

    response = client.post(f"/volunteer/signups/{signup.pk}/withdraw/")

    assert said(response) == ["申込みを取り消しました。"]
    assert Signup.objects.get().holds_a_place is False


def test_it_is_too_late_to_take_a_name_back_once_the_activity_started(client):
    signup = SignupFactory(shift__starts_at=NOW)
    client.force_login(signup.volunteer.user)

    response = client.post(f"/volunteer/signups/{signup.pk}/withdraw/")

    assert said(response) == ["この活動は、もう始まっています。"]


def test_a_shift_of_a_hidden_call_cannot_be_guessed(client):
    shift = ShiftFactory(opportunity__is_public=False)
    client.force_login(VolunteerFactory().user)

    assert client.post(f"/volunteer/shifts/{shift.pk}/sign-up/").status_code == 404
