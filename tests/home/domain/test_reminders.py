"""Reminders of reviews: to the section, then to its head; never twice, whatever happens to the worker."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from wagtail.models import Site

from home.domain.reminders import plan, remind
from home.domain.reviews import confirm_contents
from portal.core.models import ReviewReminder
from portal.core.models.upkeep import UpkeepSettings
from portal.core.reviewing import ReviewStage
from tests.factories.core import SectionFactory, UserFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page, staff

TWO_WEEKS = timedelta(days=14)


@pytest.fixture
def section(groups):
    """A section with one editor and a head, who is of another section."""
    section = SectionFactory()
    section.head = staff(groups, "approver", section=SectionFactory(), email="head@example.jp")
    section.save()
    staff(groups, "editor", section=section, email="editor@example.jp")
    return section


def written_to():
    return sorted(address for message in mail.outbox for address in message.to)


def test_the_section_is_told_on_the_day(section):
    plain_page(review_on=TODAY, section=section)

    assert remind(NOW) == 1
    assert written_to() == ["editor@example.jp"]


def test_the_mail_says_only_that_something_waits(section):
    page = plain_page(title="ひみつの会", review_on=TODAY, section=section)

    remind(NOW)

    [message] = mail.outbox
    assert page.title not in message.subject + message.body
    assert "/cms/" in message.body
    assert str(page.pk) not in message.body


def test_many_pages_make_one_mail(section):
    for _ in range(3):
        plain_page(review_on=TODAY, section=section)

    remind(NOW)

    assert len(mail.outbox) == 1


def test_nobody_is_told_twice(section):
    plain_page(review_on=TODAY, section=section)

    sent = [remind(NOW + timedelta(hours=hours)) for hours in (0, 1, 24, 48)]

    assert sent == [1, 0, 0, 0]


def test_after_two_weeks_the_head_is_told_and_the_section_not_again(section):
    plain_page(review_on=TODAY, section=section)
    remind(NOW)
    mail.outbox.clear()

    remind(NOW + TWO_WEEKS)

    assert written_to() == ["head@example.jp"]


def test_a_page_that_was_confirmed_and_comes_due_again_is_told_again(section):
    page = plain_page(review_on=TODAY, section=section)
    remind(NOW)
    confirm_contents(page=page, by=section.head, today=TODAY)

    assert remind(NOW + timedelta(days=364)) == 0
    assert remind(NOW + timedelta(days=365)) == 1


def test_what_was_confirmed_before_anybody_was_told_is_forgotten(section):
    page = plain_page(review_on=TODAY, section=section)
    plan(TODAY)
    confirm_contents(page=page, by=section.head, today=TODAY)

    assert remind(NOW) == 0
    assert ReviewReminder.objects.count() == 0


def test_a_section_without_accounts_is_told_through_its_head(section, groups):
    empty = SectionFactory(head=section.head)
    plain_page(review_on=TODAY, section=empty)

    remind(NOW)

    assert written_to() == ["head@example.jp"]


def test_a_page_without_a_section_is_told_to_its_owner(groups):
    owner = staff(groups, "editor", email="owner@example.jp")
    plain_page(review_on=TODAY, owner=owner)

    remind(NOW)

    assert written_to() == ["owner@example.jp"]


def test_those_who_left_and_residents_are_not_told(section, groups):
    staff(groups, "editor", section=section, is_active=False)
    UserFactory(section=section)
    plain_page(review_on=TODAY, section=section)

    remind(NOW)

    assert written_to() == ["editor@example.jp"]


def test_nobody_is_written_to_at_night(section):
    plain_page(review_on=TODAY, section=section)

    assert [remind(NOW.replace(hour=hour)) for hour in (3, 7, 8)] == [0, 0, 1]


def test_a_town_may_go_without_mails(section):
    plain_page(review_on=TODAY, section=section)
    UpkeepSettings.objects.update_or_create(site=Site.objects.get(), defaults={"reminders_on": False})

    assert remind(NOW) == 0


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


def test_killed_with_a_mail_in_hand_it_leaves_once_the_while_is_over(section, settings):
    plain_page(review_on=TODAY, section=section)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesBeforeSending"
    with pytest.raises(Killed):
        remind(NOW)

    settings.EMAIL_BACKEND = backend

    assert [remind(NOW + timedelta(minutes=minutes)) for minutes in (1, 31, 90)] == [0, 1, 0]
    assert written_to() == ["editor@example.jp"]


def test_killed_after_the_mail_left_whoever_comes_next_leaves_it_alone(section, settings):
    plain_page(review_on=TODAY, section=section)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.DiesAfterSending"
    with pytest.raises(Killed):
        remind(NOW)

    settings.EMAIL_BACKEND = backend

    assert remind(NOW + timedelta(minutes=1)) == 0
    assert written_to() == ["editor@example.jp"]


def test_killed_between_planning_and_sending_the_next_pass_sends_it_once(section):
    plain_page(review_on=TODAY, section=section)
    plan(TODAY)

    assert [remind(NOW), remind(NOW)] == [1, 0]
    assert written_to() == ["editor@example.jp"]


def test_while_the_mail_server_is_away_the_reminder_waits(section, settings, caplog):
    plain_page(review_on=TODAY, section=section)
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    first = remind(NOW)

    settings.EMAIL_BACKEND = backend

    assert (first, remind(NOW)) == (0, 1)


def test_the_database_itself_keeps_a_second_row_away(section):
    from django.db import IntegrityError, transaction

    page = plain_page(review_on=TODAY, section=section)
    row = {"page": page, "review_on": TODAY, "stage": ReviewStage.SECTION, "recipient": section.head}
    ReviewReminder.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewReminder.objects.create(**row)


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_pass_with_nothing_new_costs_the_same_however_much_waits(section, how_many, django_assert_num_queries):
    for _ in range(how_many):
        plain_page(review_on=TODAY, section=section)
    remind(NOW)

    with django_assert_num_queries(12):
        remind(NOW)
