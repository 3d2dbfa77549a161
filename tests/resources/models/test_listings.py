from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.models import HomePage
from resources.models import Agency, Assurance, LearnIndexPage, LearningMaterialPage
from tests.factories.core import UserFactory
from tests.factories.resources import AgencyFactory, AgencyHoursFactory, AgencyTypeFactory, LearningMaterialPageFactory

pytestmark = pytest.mark.django_db


def test_reading_and_address_are_made_from_the_name():
    agency = AgencyFactory(name="介護の窓口", kana="", slug="")

    assert (agency.kana, agency.slug) == ("カイゴノマドグチ", "kaigo-no-madoguchi")


def test_two_listings_of_one_name_have_two_addresses():
    kind = AgencyTypeFactory()
    first = AgencyFactory(name="介護の窓口", kana="", slug="", agency_type=kind)
    second = AgencyFactory(name="介護の窓口", kana="", slug="", agency_type=kind)

    assert second.slug == f"{first.slug}-2"


def test_a_draft_published_later_brings_back_neither_an_old_confirmation_nor_a_lifted_mark():
    agency = AgencyFactory(phone="0999-01-0001")
    agency.phone = "0999-01-0002"
    draft = agency.save_revision()
    Agency.objects.filter(pk=agency.pk).update(last_confirmed_on=date(2026, 11, 1), do_not_list=True)

    Agency.objects.get(pk=agency.pk).latest_revision.publish()

    kept = Agency.objects.get(pk=agency.pk)
    assert draft.pk == kept.live_revision_id
    assert (kept.phone, kept.last_confirmed_on, kept.do_not_list) == ("0999-01-0002", date(2026, 11, 1), True)


def test_a_published_draft_brings_its_hours_along():
    hours = AgencyHoursFactory()
    agency = Agency.objects.get(pk=hours.agency.pk)
    agency.hours = []
    agency.save_revision().publish()

    assert list(Agency.objects.get(pk=agency.pk).hours.all()) == []


@pytest.mark.parametrize("number", ["1234567890123", "508000101839"])
def test_a_wrong_corporate_number_is_sent_back(number):
    agency = AgencyFactory.build(agency_type=AgencyTypeFactory(), operator_number=number)

    with pytest.raises(ValidationError) as refused:
        agency.full_clean()

    assert list(refused.value.message_dict) == ["operator_number"]


@pytest.mark.parametrize("swapped", [{"latitude": "139.7"}, {"longitude": "35.6"}])
def test_swapped_coordinates_are_stopped_by_the_database(swapped):
    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyFactory(**swapped)


def test_one_row_of_a_source_is_one_listing():
    AgencyFactory(source="wam", source_id="1")

    with pytest.raises(IntegrityError), transaction.atomic():
        AgencyFactory(source="wam", source_id="1")


def test_an_agency_without_words_of_its_own_speaks_those_of_its_type():
    agency = AgencyFactory(agency_type=AgencyTypeFactory(when_to_come="眠れない\n食べられない"))

    assert agency.says_when_to_come == ["眠れない", "食べられない"]


def test_an_assurance_is_never_changed():
    assurance = Assurance.objects.create(listing=AgencyFactory(), confirmed_on=date(2026, 11, 1), how="phone")

    with pytest.raises(TypeError):
        assurance.save()
    with pytest.raises(TypeError):
        assurance.delete()
    with pytest.raises(TypeError):
        Assurance.objects.update(how="mail")
    with pytest.raises(TypeError):
        Assurance.objects.all().delete()


def test_an_assurance_outlives_the_account_of_who_gave_it_and_goes_with_its_listing():
    user, agency = UserFactory(), AgencyFactory()
    assurance = Assurance.objects.create(listing=agency, confirmed_on=date(2026, 11, 1), how="phone", by=user)

    user.delete()
    assert Assurance.objects.get(pk=assurance.pk).by is None

    agency.delete()
    assert Assurance.objects.count() == 0


def test_materials_belong_only_into_the_library_and_the_library_under_the_front_page(library):
    assert LearningMaterialPage.can_create_at(library) is True
    assert LearningMaterialPage.can_create_at(HomePage()) is False
    assert LearnIndexPage.can_exist_under(HomePage()) is True


def test_a_video_without_transcript_is_sent_back(library):
    with pytest.raises(ValidationError) as refused:
        LearningMaterialPageFactory(parent=library, material_type="video")

    assert list(refused.value.message_dict) == ["transcript"]
