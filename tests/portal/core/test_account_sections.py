"""Which section an account belongs to: shown and chosen where accounts are kept."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from portal.core.models import Section, User
from tests.factories.core import AdminFactory, SectionFactory, UserFactory, home_page
from tests.factories.home import plain_page

FIELDS = {"email": "maki@example.jp", "last_name": "牧", "first_name": "さやか", "is_active": "on"}


@pytest.fixture
def admin(client, db):
    home_page()
    user = AdminFactory()
    client.force_login(user)
    return user


def edit_address(user):
    return reverse("wagtailusers_users:edit", args=(user.pk,))


def test_the_section_of_an_account_is_chosen_in_its_form(client, admin):
    section = SectionFactory()
    user = UserFactory()

    client.post(edit_address(user), {**FIELDS, "section": section.pk})

    assert User.objects.get(pk=user.pk).section == section


def test_a_new_account_gets_its_section(client, admin):
    section = SectionFactory()
    password = {"password1": "kawa-no-hotori-7", "password2": "kawa-no-hotori-7"}

    client.post(reverse("wagtailusers_users:add"), {**FIELDS, **password, "section": section.pk})

    assert User.objects.get(email="maki@example.jp").section == section


def test_a_closed_section_is_offered_only_to_those_who_are_in_it(client, admin):
    closed = SectionFactory(is_closed=True)
    inside, outside = UserFactory(section=closed), UserFactory()

    offered = [
        closed in client.get(edit_address(user)).context["form"].fields["section"].queryset
        for user in (inside, outside)
    ]

    assert offered == [True, False]


def test_those_who_keep_no_accounts_choose_no_section(client, db):
    home_page()
    user = UserFactory()
    client.force_login(UserFactory())

    assert client.get(edit_address(user)).status_code == 302


def test_a_section_with_accounts_is_not_deleted(db):
    section = SectionFactory()
    UserFactory(section=section)

    with pytest.raises(ProtectedError):
        section.delete()

    assert list(Section.objects.all()) == [section]


def test_a_section_lives_on_when_the_account_of_its_head_goes(db):
    head = UserFactory()
    section = SectionFactory(head=head)

    head.delete()

    section.refresh_from_db()
    assert section.head is None


def test_a_page_is_not_given_to_a_section_that_no_longer_exists(client, admin):
    closed, open_one = SectionFactory(is_closed=True), SectionFactory()
    pages = [plain_page(section=closed), plain_page(section=open_one)]

    offered = [
        list(client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"].fields["section"].queryset)
        for page in pages
    ]

    assert offered == [[closed, open_one], [open_one]]
