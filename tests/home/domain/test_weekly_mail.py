"""The weekly mail: on the first working day of the week, once, to whoever wants it and has work waiting."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from home.domain.weekly_mail import plan, tell_of_the_week
from portal.core.calendar import at_town, today_in_town
from portal.core.models import User, WeeklyMail
from tests.factories.core import SectionFactory, UserFactory
from tests.factories.home import plain_page, staff

LONG_AGO = date(2026, 1, 5)
MONDAY = at_town(date(2026, 11, 16), 8, 30)
HOLIDAY = at_town(date(2026, 11, 23), 8, 30)  # 勤労感謝の日, a Monday


@pytest.fixture
def section(groups):
    return SectionFactory()


@pytest.fixture
def clerk(groups, section):
    """An editor for whom one page waits."""
    clerk = staff(groups, "editor", section=section, email="clerk@example.jp", date_joined=at_town(LONG_AGO))
    plain_page(title="ひみつの会", review_on=LONG_AGO, section=section)
    return clerk


def written_to():
    return sorted(address for message in mail.outbox for address in message.to)


def test_it_comes_on_monday_morning_once(clerk):
    sent = [tell_of_the_week(MONDAY + timedelta(hours=hours)) for hours in (-1, 0, 1, 24, 96)]

    assert sent == [0, 1, 0, 0, 0]
    assert written_to() == ["clerk@example.jp"]


def test_a_holiday_on_monday_puts_it_off_to_the_next_working_day(clerk):
    sent = [tell_of_the_week(HOLIDAY + timedelta(days=days)) for days in range(7)]

    assert sent == [0, 1, 0, 0, 0, 0, 0]


def test_it_says_how_much_of_what_waits_and_where_and_names_nothing(clerk, section):
    plain_page(title="別のひみつ", review_on=LONG_AGO, section=section)

    tell_of_the_week(MONDAY)

    [message] = mail.outbox
    assert "見直しの日が来たページ：2件" in message.body
    assert "/cms/#my-work-review" in message.body
    assert "/cms/account/" in message.body
    for secret in ("ひみつ", str(clerk), clerk.email, section.name):
        assert secret not in message.subject + message.body


def test_more_than_are_counted_are_said_to_be_more(clerk, section, monkeypatch):
    monkeypatch.setattr("home.domain.weekly_mail.COUNTED_TO", 1)
    plain_page(review_on=LONG_AGO, section=section)

    tell_of_the_week(MONDAY)

    assert "1件より多い" in mail.outbox[0].body


def test_whoever_has_nothing_waiting_hears_nothing(groups, section):
    staff(groups, "editor", section=section, date_joined=at_town(LONG_AGO))

    assert tell_of_the_week(MONDAY) == 0
    assert tell_of_the_week(MONDAY + timedelta(days=1)) == 0


def test_what_begins_to_wait_on_tuesday_is_told_next_monday(groups, section):
    staff(groups, "editor", section=section, date_joined=at_town(LONG_AGO))
    tell_of_the_week(MONDAY)

    plain_page(review_on=LONG_AGO, section=section)

    assert tell_of_the_week(MONDAY + timedelta(days=1)) == 0
    assert tell_of_the_week(MONDAY + timedelta(days=14)) == 1


def test_those_who_left_or_are_no_staff_or_came_on_tuesday_hear_nothing(groups, section, clerk):
    User.objects.filter(pk=clerk.pk).update(leaves_on=MONDAY.date())
    staff(groups, "editor", section=section, is_active=False, date_joined=at_town(LONG_AGO))
    staff(groups, "editor", section=section, date_joined=MONDAY + timedelta(days=1))
    UserFactory(section=section, date_joined=at_town(LONG_AGO))

    assert [tell_of_the_week(MONDAY + timedelta(days=days)) for days in (0, 1, 2)] == [0, 0, 0]


def test_an_account_turns_it_off_in_its_own_screen(client, clerk):
    client.force_login(clerk)
    screen = client.get("/cms/account/")
    forms = [panel.get_form() for panels in screen.context["panels_by_tab"].values() for panel in panels]
    sent = {field.html_name: field.value() or "" for form in forms for field in form}
    assert sent.pop("weekly_mail-gets_weekly_mail") is True

    client.post(
        "/cms/account/",
        {name: value for name, value in sent.items() if value is not True} | {"name_email-last_name": "町"},
    )

    assert "週に一度のお知らせメールを受け取る" in screen.content.decode()
    assert User.objects.get(pk=clerk.pk).gets_weekly_mail is False
    assert [tell_of_the_week(MONDAY + timedelta(days=days)) for days in (0, 1)] == [0, 0]


class Killed(BaseException):
    """What a worker is when somebody pulls the plug: nothing after it runs."""


class DiesAfterSending(EmailBackend):
    def send_messages(self, messages):
        super().send_messages(messages)
        raise Killed


class DiesBeforeSending(EmailBackend):
    def send_messages(self, messages):
        raise Killed


class Unreachable(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def test_killed_after_a_mail_left_the_next_pass_goes_on_with_the_others(clerk, groups, section, settings):
    staff(groups, "editor", section=section, email="other@example.jp", date_joined=at_town(LONG_AGO))
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterSending"
    with pytest.raises(Killed):
        tell_of_the_week(MONDAY)

    settings.EMAIL_BACKEND = backend

    assert [tell_of_the_week(MONDAY), tell_of_the_week(MONDAY)] == [1, 0]
    assert written_to() == ["clerk@example.jp", "other@example.jp"]


def test_killed_with_a_mail_in_hand_that_mail_leaves_once_the_while_is_over(clerk, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesBeforeSending"
    with pytest.raises(Killed):
        tell_of_the_week(MONDAY)

    settings.EMAIL_BACKEND = backend
    sent = [tell_of_the_week(MONDAY + timedelta(minutes=minutes)) for minutes in (0, 29, 30, 31, 90)]

    assert sent == [0, 0, 1, 0, 0]
    assert written_to() == ["clerk@example.jp"]


def test_killed_before_the_note_of_what_left_a_second_mail_is_known_by_its_number(clerk, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterSending"
    with pytest.raises(Killed):
        tell_of_the_week(MONDAY)

    settings.EMAIL_BACKEND = backend
    sent = [tell_of_the_week(MONDAY + timedelta(minutes=minutes)) for minutes in (0, 30, 60, 90)]

    assert sent == [0, 1, 0, 0]
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_killed_after_planning_nobody_is_lost(clerk):
    plan(MONDAY.date(), joined_before=MONDAY, today=MONDAY.date())

    assert [tell_of_the_week(MONDAY), tell_of_the_week(MONDAY)] == [1, 0]


def test_while_the_mail_server_is_away_the_mail_waits_until_another_day_of_the_week(clerk, settings, caplog):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    first = tell_of_the_week(MONDAY)

    settings.EMAIL_BACKEND = backend

    assert (first, tell_of_the_week(MONDAY + timedelta(days=2))) == (0, 1)


def test_the_database_itself_keeps_a_second_mail_of_a_week_away(clerk):
    WeeklyMail.objects.create(recipient=clerk, monday=MONDAY.date())

    with pytest.raises(IntegrityError), transaction.atomic():
        WeeklyMail.objects.create(recipient=clerk, monday=MONDAY.date())


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(0, 24 * 21), min_size=1, max_size=12))
def test_however_often_the_worker_comes_by_there_is_one_mail_a_week(clerk, hours):
    WeeklyMail.objects.all().delete()
    mail.outbox.clear()
    told = [
        now
        for now in (at_town(date(2026, 11, 2)) + timedelta(hours=hour) for hour in sorted(hours))
        if tell_of_the_week(now)
    ]

    weeks = [today_in_town(now).isocalendar().week for now in told]
    assert len(weeks) == len(set(weeks)) == len(mail.outbox)
    assert not any(today_in_town(now) == date(2026, 11, 3) for now in told)  # 文化の日


def test_a_pass_with_nothing_new_costs_little(clerk, django_assert_num_queries):
    tell_of_the_week(MONDAY)

    with django_assert_num_queries(5):
        tell_of_the_week(MONDAY)
