"""The navigator's knowledge, and what it answers to the six households of the guideline."""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from portal.core.calendar import TOWN_CLOCK
from portal.core.domain.vocabularies import load_shipped_vocabularies
from portal.core.doors import doors
from portal.core.models import Concern
from resources.models import AgencyType
from search.domain import meaning
from search.domain.navigator import DESK, answer, fits_of, guide
from search.domain.shipped import load_shipped_knowledge
from search.rules.household import Member
from tests.factories.core import CommunityAreaFactory
from tests.factories.resources import AgencyFactory

NOW = datetime(2026, 11, 24, 10, tzinfo=TOWN_CLOCK)


class ShippedDoors:
    """Every kind that the project ships, and nobody behind any."""

    def __init__(self, directory):
        self.kinds = self.shipped = directory.shipped

    def entries(self, codes, *, area, now):
        return {}


@pytest.fixture(autouse=True)
def kept_doors():
    keeper = doors()
    doors.provide(ShippedDoors(keeper))
    yield keeper
    doors.provide(keeper)


@pytest.fixture
def directory(db, kept_doors):
    """The real directory, with the shipped kinds and nobody behind any yet."""
    load_shipped_vocabularies()
    doors.provide(kept_doors)


def person(who, age="", *said):
    concerns = {choice.code for choice in guide().concerns}
    return Member(who, age, frozenset(said) & concerns, frozenset(said) - concerns)


CENTER, CANCER, WORK = "community-general-support-center", "designated-cancer-hospital", "public-employment-office"
# The table of the guideline (3(2)): each household in several ways of telling it, and the agencies that it names.
HOUSEHOLDS = {
    "要介護高齢者の親と、無職でひきこもり状態にある子どもとが同居している世帯": (
        [
            [person("mother", "75+", "care-needed"), person("son", "40-64", "no-work", "stays-home")],
            [person("self", "75+", "caregiving"), person("son", "40-64", "hikikomori-truancy", "job-hunting")],
            [person("father", "", "care-needed"), person("self", "", "hikikomori-truancy", "income", "no-work")],
            [person("mother", "75+", "caregiving", "income"), person("son", "40-64", "hikikomori-truancy", "income")],
        ],
        {CENTER, "hikikomori-support-center", "youth-support-station"},
    ),
    "医療・就労ニーズを抱えたがん患者と、障害児が同居している世帯": (
        [
            [person("father", "40-64", "cancer", "work-trouble"), person("daughter", "6-14", "disability")],
            [person("self", "", "cancer", "income", "health-disability"), person("daughter", "", "disability")],
            [
                person("self", "40-64", "parenting", "health-disability"),
                person("husband", "40-64", "cancer", "work-trouble", "income"),
                person("son", "0-5", "disability", "health-disability"),
            ],
        ],
        {CANCER, "occupational-health-center", WORK, "disability-service-office"},
    ),
    "共働きの世帯であって、親の介護と子育てを同時に抱えている世帯": (
        [
            [person("self", "20-39", "caregiving", "parenting", "work-trouble")],
            [person("self", "", "parenting"), person("father", "65-74", "care-needed"), person("son", "0-5")],
            [person("wife", "20-39", "caregiving"), person("son", "0-5")],
            [person("father", "75+", "care-needed"), person("daughter", "0-5")],
        ],
        {CENTER, "nursery"},
    ),
    "障害者手帳を取得していないが、障害が疑われる者": (
        [
            [person("self", "20-39", "disability-maybe")],
            [person("self", "", "disability-maybe", "health-disability", "job-hunting", "rent-loan")],
            [person("son", "15-19", "disability-maybe", "work-trouble")],
        ],
        {"welfare-office", "developmental-disorder-center", "disability-service-office", WORK},
    ),
    "難病指定をされていない難病患者": (
        [
            [person("self", "20-39", "intractable")],
            [person("self", "", "intractable", "health-disability", "work-trouble", "income")],
        ],
        {"hospital", "intractable-disease-center"},
    ),
    "高次脳機能障害を抱える者": (
        [
            [person("husband", "40-64", "brain")],
            [person("husband", "", "brain", "health-disability", "family-relations", "work-trouble")],
        ],
        {"hospital", "disability-service-office"},
    ),
}


def codes(household, **options):
    return [way.door.code for way in answer(household, **{"area": "", "now": NOW, **options}).others]


@pytest.mark.parametrize(
    ("household", "named"),
    [(household, named) for households, named in HOUSEHOLDS.values() for household in households],
    ids=[f"{title}-{number}" for title, (ways, _named) in HOUSEHOLDS.items() for number in range(len(ways))],
)
def test_every_agency_that_the_guideline_names_is_in_the_answer(household, named):
    found = answer(household, area="", now=NOW)

    assert named - {way.door.code for way in found.others} == set()
    assert found.desk.door.code == DESK
    assert found.desk.takes == found.worries != ()


def test_the_six_households_are_those_of_the_sample_town():
    situations = tomllib.loads((Path(settings.BASE_DIR) / "portal/sample_content/town/situations.toml").read_text())

    assert [one["guideline_words"] for one in situations["situations"]] == list(HOUSEHOLDS)


def test_all_sixteen_concerns_are_offered(directory):
    assert {choice.code for choice in guide().concerns} == set(Concern.objects.values_list("code", flat=True))


def test_no_two_ticks_share_a_code():
    assert len(guide().ticks) == len(guide().concerns) + len(guide().marks)


def test_every_rule_names_what_exists(directory):
    kinds = set(AgencyType.objects.values_list("code", flat=True))
    ages = {choice.code for choice in guide().ages} | {"unknown"}
    for rule in guide().rules:
        assert {rule.about, *rule.with_any, *rule.household_any} <= guide().ticks.keys()
        assert rule.ages | rule.household_ages | rule.household_without_ages <= ages
        assert set(rule.doors) <= kinds - {DESK}


def test_every_tick_leads_somewhere_for_a_grown_person():
    alone_with_the_desk = {tick for tick in guide().ticks if not codes([person("self", "40-64", tick)])}

    assert alone_with_the_desk == {"other", "family-relations"}


@pytest.mark.parametrize("age", ["", *(choice.code for choice in guide().ages)])
def test_the_desk_takes_every_worry_of_everybody(age):
    for tick in guide().ticks:
        found = answer([person("son", age, tick)], area="", now=NOW)

        assert found.desk.takes == found.worries
        assert all(set(way.takes) <= set(found.worries) for way in found.others)


def test_the_answer_does_not_depend_on_the_order_of_people():
    household = HOUSEHOLDS["医療・就労ニーズを抱えたがん患者と、障害児が同居している世帯"][0][2]

    assert set(codes(household)) == set(codes(household[::-1]))


def test_everything_ticked_for_six_people_is_answered_at_once():
    everything = [person("son", choice.code, *guide().ticks) for choice in guide().ages[:6]]

    assert len(codes(everything)) < 40


def test_the_entry_of_the_chosen_area_is_named(directory):
    kind = AgencyType.objects.get(code=CENTER)
    kawakami = CommunityAreaFactory(code="kawakami")
    AgencyFactory(agency_type=kind, name="中央包括", kana="ア", whole_town=True)
    AgencyFactory(agency_type=kind, name="川上包括", kana="イ", areas=[kawakami])

    (way,) = answer([person("mother", "75+", "care-needed")], area="kawakami", now=NOW).others

    assert way.entry.name == "川上包括"
    assert way.takes == ("母の介護",)
    assert way.say == "母の介護のことで、相談したいのですが。"


def test_of_two_kinds_that_can_take_it_the_one_with_somebody_behind_it_is_named(directory):
    AgencyFactory(agency_type=AgencyType.objects.get(code="consumer-center"))

    assert codes([person("self", "", "debt")]) == ["consumer-center"]


def test_a_kind_that_is_not_in_use_is_never_named(directory):
    AgencyType.objects.filter(code="legal-support-center").update(is_active=False)

    assert codes([person("self", "", "debt")]) == ["consumer-center"]


def test_without_a_desk_the_others_are_named_all_the_same(directory):
    AgencyType.objects.filter(code=DESK).update(is_active=False)

    found = answer([person("self", "", "debt")], area="", now=NOW)

    assert found.desk is None
    assert [way.door.code for way in found.others] == ["legal-support-center"]


def test_what_was_written_freely_leads_to_the_kinds_that_fit():
    found = answer(
        [], area="", now=NOW, text="ハロワに行きたい", free_text_fits=[("public-employment-office", "other")]
    )

    assert [way.door.code for way in found.others] == ["public-employment-office"]
    assert found.say == "困っていることがあって、相談したいのですが。"
    assert found.worries == ()


def test_each_need_in_a_free_text_asks_for_a_door(directory):
    load_shipped_knowledge()

    fits = fits_of("借金が返せない。ハロワにも行きたい")

    assert fits[0][0] == "legal-support-center"
    assert "public-employment-office" in {code for group in fits for code in group}


@pytest.mark.parametrize("text", ["", "  ", "こんにちは"])
def test_a_text_that_speaks_of_no_need_asks_for_nothing(directory, text):
    assert fits_of(text) == ()


def test_a_free_text_is_not_kept_in_memory(directory):
    fits_of("借金が返せない")  # what the words of the knowledge leave is there now
    before = meaning._cut.cache_info().currsize

    fits_of("ムクドリのないしょのはなしで借金が返せない")

    assert meaning._cut.cache_info().currsize == before


def test_danger_names_who_answers_at_such_times(directory):
    AgencyFactory(agency_type=AgencyType.objects.get(code="telephone-lifeline"), name="いのちの電話")

    found = answer([], area="", now=NOW, text="もう死にたい")

    assert [danger.code for danger in found.dangers] == ["life"]
    assert [entry.name for entry in found.at_once] == ["いのちの電話"]


def test_two_sons_are_told_apart():
    found = answer([person("son", "20-39", "debt"), person("son", "40-64", "cancer")], area="", now=NOW)

    assert found.worries == ("借金", "息子（2人目）のがんの治療")


def test_somebody_alone_is_not_named():
    assert answer([person("self", "", "cancer")], area="", now=NOW).worries == ("がんの治療",)


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_answer_costs_three_queries_however_many_doors(directory, how_many, django_assert_num_queries):
    for code in [CENTER, "hikikomori-support-center", WORK][:how_many]:
        AgencyFactory(agency_type=AgencyType.objects.get(code=code))
    household = [person("mother", "75+", "care-needed"), person("son", "40-64", "stays-home", "job-hunting", "cancer")]

    with django_assert_num_queries(3):
        answer(household[:how_many], area="", now=NOW)
