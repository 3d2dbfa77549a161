from datetime import date

import pytest

from resources.domain.assurance import ConfirmationRefused, WhyNotConfirmed, confirm_listing
from resources.enums import ConfirmedHow
from resources.models import Agency, Assurance
from tests.factories.core import UserFactory
from tests.factories.resources import AgencyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def test_a_confirmation_is_kept_and_moves_the_day():
    agency, user = AgencyFactory(), UserFactory()

    confirm_listing(listing=agency, confirmed_on=TODAY, today=TODAY, how=ConfirmedHow.PHONE, by=user)

    assert Agency.objects.get(pk=agency.pk).last_confirmed_on == TODAY
    assert list(agency.assurances.values_list("confirmed_on", "how", "by")) == [(TODAY, "phone", user.pk)]


def test_a_confirmation_is_no_change_of_the_listing():
    agency = AgencyFactory()

    confirm_listing(listing=agency, confirmed_on=TODAY, today=TODAY, how=ConfirmedHow.MAIL)

    assert Agency.objects.get(pk=agency.pk).updated_at == agency.updated_at


def test_an_earlier_confirmation_written_down_late_does_not_move_the_day_back():
    agency = AgencyFactory(last_confirmed_on=TODAY)

    confirm_listing(listing=agency, confirmed_on=date(2026, 11, 1), today=TODAY, how=ConfirmedHow.VISIT)

    assert Agency.objects.get(pk=agency.pk).last_confirmed_on == TODAY
    assert Assurance.objects.count() == 1


def test_a_day_to_come_is_refused():
    agency = AgencyFactory()

    with pytest.raises(ConfirmationRefused) as refused:
        confirm_listing(listing=agency, confirmed_on=date(2026, 11, 24), today=TODAY, how=ConfirmedHow.PHONE)

    assert refused.value.reason == WhyNotConfirmed.IN_THE_FUTURE
    assert Assurance.objects.count() == 0
