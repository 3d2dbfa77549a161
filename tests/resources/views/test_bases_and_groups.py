from datetime import date

import pytest
import time_machine

from portal.core.calendar import at_town
from tests.factories.core import CommunityAreaFactory, TopicFactory
from tests.factories.resources import BaseFactory, BaseFunctionFactory, BaseHoursFactory, GroupFactory

pytestmark = pytest.mark.django_db


def names(response):
    return [card["name"] for card in response.context["cards"]]


@pytest.mark.parametrize("how_many", [1, 3])
def test_bases_cost_the_same_however_many(client, home, how_many, django_assert_num_queries):
    area, function = CommunityAreaFactory(), BaseFunctionFactory()
    for _ in range(how_many):
        BaseHoursFactory(base=BaseFactory(areas=[area], functions=[function]))
    client.get("/bases/")

    with django_assert_num_queries(10):
        response = client.get("/bases/")

    assert len(names(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_base_costs_the_same_however_much_it_shows(client, home, how_many, django_assert_num_queries):
    functions = [BaseFunctionFactory() for _ in range(how_many)]
    base = BaseFactory(functions=functions, areas=[CommunityAreaFactory() for _ in range(how_many)])
    client.get(base.get_absolute_url())

    with django_assert_num_queries(10):
        response = client.get(base.get_absolute_url())

    assert response.context["listing"] == base


@pytest.mark.parametrize("how_many", [1, 3])
def test_groups_cost_the_same_however_many(client, home, how_many, django_assert_num_queries):
    area = CommunityAreaFactory()
    for _ in range(how_many):
        GroupFactory(areas=[area])
    client.get("/groups/")

    with django_assert_num_queries(9):
        response = client.get("/groups/")

    assert len(names(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_group_costs_the_same_however_much_it_shows(client, home, how_many, django_assert_num_queries):
    group = GroupFactory(topics=[TopicFactory() for _ in range(how_many)])
    client.get(group.get_absolute_url())

    with django_assert_num_queries(7):
        response = client.get(group.get_absolute_url())

    assert response.context["listing"] == group


def test_bases_are_narrowed_by_what_one_wants_to_do(client, home):
    canteen = BaseFunctionFactory(code="canteen")
    BaseFactory(name="食堂のある家", functions=[canteen])
    BaseFactory()

    response = client.get("/bases/", {"function": "canteen"})

    assert names(response) == ["食堂のある家"]


def test_bases_open_now_are_found_even_when_the_night_began_yesterday(client, home):
    BaseHoursFactory(base__name="夜の居場所", weekday=0, opens_at="20:00", closes_at="02:00")
    BaseFactory()

    with time_machine.travel(at_town(date(2026, 12, 1), 1), tick=False):
        response = client.get("/bases/", {"open": "on"})

    assert names(response) == ["夜の居場所"]


@pytest.mark.parametrize("factory", [BaseFactory, GroupFactory])
@pytest.mark.parametrize("hidden", [{"live": False}, {"do_not_list": True}, {"consent_to_publish": False}])
def test_what_strangers_may_not_see_is_not_there(client, home, factory, hidden):
    listing = factory(**hidden)

    assert client.get(listing.get_absolute_url()).status_code == 404


def test_a_home_shows_only_the_name_of_its_town(client, home):
    base = BaseFactory(address="澄野町桜台二丁目3番", building="桜荘", is_home=True)

    words = client.get(base.get_absolute_url()).content.decode() + client.get("/bases/").content.decode()

    assert "澄野町桜台" in words
    assert [secret for secret in ("二丁目", "3番", "桜荘", "maps.gsi") if secret in words] == []


def test_groups_that_look_for_members_are_found(client, home):
    GroupFactory(name="見守り隊", recruiting=True)
    GroupFactory()

    response = client.get("/groups/", {"recruiting": "on"})

    assert names(response) == ["見守り隊"]
