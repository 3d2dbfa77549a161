from datetime import date, time, timedelta
from itertools import product

import pytest

from portal.core.calendar import at_town
from resources.enums import HolidayRule, Weekday
from resources.models import Agency, Base, Group, LearningMaterialPage
from resources.rules.opening import State
from tests.factories.core import AudienceFactory, CommunityAreaFactory, TopicFactory, UserFactory
from tests.factories.resources import (
    AgencyFactory,
    AgencyHoursFactory,
    AgencyTypeFactory,
    BaseFactory,
    BaseFunctionFactory,
    GroupFactory,
    LearningMaterialPageFactory,
)

pytestmark = pytest.mark.django_db

# A Sunday, a holiday on a Monday, ordinary days, and the turn of the year.
DAYS = (
    date(2026, 11, 22),
    date(2026, 11, 23),
    date(2026, 11, 24),
    date(2026, 12, 29),
    date(2027, 1, 1),
    date(2027, 1, 4),
)
SPANS = ((time(8, 30), time(17, 15)), (time(20), time(2)), (time(0), time(0)), (time(18), time(0)))
CLOCKS = (0, 90, 510, 720, 1035, 1140, 1439)  # minutes after midnight


def test_the_database_and_the_rule_agree_on_who_is_open():
    kind = AgencyTypeFactory()
    agencies = [
        AgencyFactory(agency_type=kind, holiday_rule=rule, closed_over_new_year=closed)
        for rule, closed, _span in product(HolidayRule.values, (True, False), SPANS)
    ]
    for agency, (opens_at, closes_at) in zip(agencies, SPANS * 6, strict=True):
        for weekday in (0, 1, 4, Weekday.HOLIDAY):
            AgencyHoursFactory(agency=agency, weekday=weekday, opens_at=opens_at, closes_at=closes_at)
    agencies = list(Agency.objects.with_cards())

    for day, minute in product(DAYS, CLOCKS):
        now = at_town(day) + timedelta(minutes=minute)
        by_the_rule = {agency.pk for agency in agencies if agency.opening_at(now).state is State.OPEN}
        assert set(Agency.objects.open_at(now).values_list("pk", flat=True)) == by_the_rule, now


@pytest.mark.parametrize(("factory", "model"), [(BaseFactory, Base), (GroupFactory, Group)])
def test_a_place_of_people_is_public_only_with_their_consent(factory, model):
    agreed = factory(consent_to_publish=True)
    factory(consent_to_publish=False)

    assert list(model.objects.public()) == [agreed]


def test_a_listing_in_two_areas_is_found_once():
    one, two = CommunityAreaFactory(code="one"), CommunityAreaFactory(code="two")
    agency = AgencyFactory(areas=[one, two], whole_town=True)

    assert list(Agency.objects.in_area("one").nearest_first("one")) == [agency]


def test_a_free_slug_takes_the_first_number_that_nobody_has():
    AgencyFactory(slug="sodan")
    AgencyFactory(slug="sodan-2")

    assert Agency.objects.free_slug("sodan") == "sodan-3"
    assert Agency.objects.free_slug("soda") == "soda"


def test_a_function_finds_the_bases_that_have_it():
    canteen = BaseFunctionFactory(code="canteen")
    base = BaseFactory(functions=[canteen])
    BaseFactory()

    assert list(Base.objects.for_function("canteen")) == [base]


def test_groups_are_found_by_topic_and_by_looking_for_members():
    topic = TopicFactory(code="cleaning")
    cleaning = GroupFactory(topics=[topic])
    looking = GroupFactory(recruiting=True)

    assert list(Group.objects.on_topic("cleaning")) == [cleaning]
    assert list(Group.objects.recruiting()) == [looking]


def test_stewards_keep_their_own():
    steward = UserFactory()
    own = AgencyFactory(stewards=[steward])
    AgencyFactory()

    assert list(Agency.objects.kept_by(steward)) == [own]


def test_the_same_kind_nearby_shares_an_area_or_is_for_the_whole_town():
    here, there = CommunityAreaFactory(), CommunityAreaFactory()
    kind = AgencyTypeFactory()
    agency = AgencyFactory(agency_type=kind, areas=[here])
    near = AgencyFactory(agency_type=kind, areas=[here, there])
    for_all = AgencyFactory(agency_type=kind, whole_town=True)
    AgencyFactory(agency_type=kind, areas=[there])
    AgencyFactory(areas=[here])

    assert set(Agency.objects.of_the_same_kind_nearby(agency)) == {near, for_all}


def test_the_library_puts_the_newest_first_and_undated_last(library):
    undated = LearningMaterialPageFactory(parent=library, published_on=None)
    old = LearningMaterialPageFactory(parent=library, published_on=date(2025, 4, 1))
    new = LearningMaterialPageFactory(parent=library, published_on=date(2026, 4, 1))

    assert list(LearningMaterialPage.objects.visible().newest()) == [new, old, undated]


def test_materials_of_an_area_include_those_of_the_whole_town(library):
    here, there = CommunityAreaFactory(code="here"), CommunityAreaFactory(code="there")
    own = LearningMaterialPageFactory(parent=library, areas=[here])
    for_all = LearningMaterialPageFactory(parent=library)
    LearningMaterialPageFactory(parent=library, areas=[there])

    assert set(LearningMaterialPage.objects.in_area("here")) == {own, for_all}


def test_materials_are_found_by_audience(library):
    parents = AudienceFactory(code="parents")
    material = LearningMaterialPageFactory(parent=library, audiences=[parents])
    LearningMaterialPageFactory(parent=library)

    assert list(LearningMaterialPage.objects.for_audience("parents")) == [material]
