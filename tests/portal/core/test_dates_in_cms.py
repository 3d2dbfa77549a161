"""Every date field of Wagtail's screens takes what clerks write."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils.formats import get_format, reset_format_cache
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput
from wagtail.blocks import DateBlock, DateTimeBlock

from portal.core.calendar import TOWN_CLOCK
from portal.core.models import PortalPage
from tests.factories.core import UserFactory
from tests.factories.home import plain_page, staff, town_with_roles

DAYS = ("令和8年11月23日", "R8.11.23", "Ｒ８．１１．２３", "2026/11/23", "２０２６年１１月２３日", "2026-11-23")


class OneDay(forms.Form):
    day = forms.DateField(widget=AdminDateInput)
    moment = forms.DateTimeField(widget=AdminDateTimeInput, required=False)


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_read_however_it_is_written(typed):
    form = OneDay({"day": typed})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed", ["R8.11.23 9:05", "令和8年11月23日 9時5分", "２０２６／１１／２３　０９：０５", "2026-11-23 09:05"]
)
def test_a_moment_is_read_however_it_is_written(typed):
    form = OneDay({"day": "R8.11.23", "moment": typed})

    assert form.is_valid()
    assert form.cleaned_data["moment"] == datetime(2026, 11, 23, 9, 5, tzinfo=TOWN_CLOCK)


@pytest.mark.parametrize("typed", ["令和8年2月30日", "あした", "8.11.23"])
def test_what_is_no_day_is_refused_and_stays_as_it_was_typed(typed):
    form = OneDay({"day": typed})

    assert not form.is_valid()
    assert form["day"].value() == typed


def test_the_fields_of_pages_and_of_blocks_are_such_fields():
    of_a_page = formfield_for_dbfield(PortalPage._meta.get_field("review_on"))

    widgets = {type(field.widget) for field in (of_a_page, DateBlock().field, DateTimeBlock().field)}

    assert widgets == {AdminDateInput, AdminDateTimeInput}


def test_the_calendar_leaves_what_was_typed_alone():
    assert AdminDateInput().get_config()["validateOnBlur"] is False
    assert AdminDateTimeInput().get_config()["validateOnBlur"] is False


def test_a_field_shows_the_day_with_strokes():
    assert AdminDateInput().format_value(date(2026, 11, 23)) == "2026/11/23"


@pytest.mark.parametrize(("on_monday", "first"), [(False, 0), (True, 1)])
def test_the_town_says_on_which_day_a_week_begins(settings, monkeypatch, on_monday, first):
    from portal.formats.ja import formats

    monkeypatch.setattr(formats, "FIRST_DAY_OF_WEEK", int(on_monday))
    reset_format_cache()

    assert get_format("FIRST_DAY_OF_WEEK") == first
    assert AdminDateInput().get_config()["dayOfWeekStart"] == first
    reset_format_cache()


def test_the_editor_keeps_a_review_date_in_an_era(client, db):
    user = staff(town_with_roles(), "approver")
    page = plain_page(owner=UserFactory())
    client.force_login(user)

    client.post(
        f"/cms/pages/{page.pk}/edit/",
        {
            "title": page.title,
            "slug": page.slug,
            "review_on": "令和９年４月１日",
            "body-count": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
        },
    )

    saved = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.review_on == date(2027, 4, 1)
