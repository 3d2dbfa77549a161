"""Volunteers, calls for them, names put down. Boring on purpose: say what differs."""

from datetime import date, timedelta

import factory

from portal.core.calendar import at_town
from tests.factories.core import UserFactory
from tests.factories.events import NOW, TODAY
from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity


class VolunteerFactory(factory.django.DjangoModelFactory):
    """An adult whose registration runs to the end of the fiscal year after next."""

    user = factory.SubFactory(UserFactory)
    family_name = "椎名"
    given_name = "こずえ"
    family_kana = "シイナ"
    given_kana = "コズエ"
    birth_date = date(1957, 5, 3)
    phone = "0999-09-7000"
    privacy_text = "2026-11"
    consented_at = NOW
    registered_on = TODAY
    expires_on = date(2029, 3, 31)

    class Meta:
        model = Volunteer


class OpportunityFactory(factory.django.DjangoModelFactory):
    """A public call of no event, for the whole town, without a last day to put one's name down; no shift."""

    title = factory.Sequence(lambda n: f"食器をふく係{n}")
    role = "食器をふきます。"
    place = "中央集会所"
    contact_name = "ボランティアセンター"
    contact_phone = "0999-02-1050"
    is_public = True

    class Meta:
        model = VolunteerOpportunity


class ShiftFactory(factory.django.DjangoModelFactory):
    """The day after tomorrow from 10:00 to 12:00, one place, on a public call."""

    opportunity = factory.SubFactory(OpportunityFactory)
    starts_at = at_town(TODAY + timedelta(days=2), 10)
    ends_at = factory.LazyAttribute(lambda shift: shift.starts_at + timedelta(hours=2))
    places = 1

    class Meta:
        model = Shift


class SignupFactory(factory.django.DjangoModelFactory):
    """A name that is down."""

    shift = factory.SubFactory(ShiftFactory)
    volunteer = factory.SubFactory(VolunteerFactory)

    class Meta:
        model = Signup
