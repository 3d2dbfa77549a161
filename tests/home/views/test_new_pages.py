"""A new page that is saved by itself and by a button, one after the other, is made once."""

import pytest
from django.test import Client
from django.urls import reverse

from home.models import PlainPage
from tests.factories.core import home_page
from tests.factories.home import staff

JSON = {"accept": "application/json"}


def address():
    return reverse("wagtailadmin_pages:add", args=("home", "plainpage", home_page().pk))


def opened(client):
    return client.get(address()).context["form"]["opened"].value()


def send(client, form, title="はじめてのページ", **how):
    sent = {"title": title, "slug": "", "body-count": "0", "opened": form, "comments-TOTAL_FORMS": "0"}
    return client.post(address(), sent | {"comments-INITIAL_FORMS": "0"}, **how)


def made():
    return [page.get_latest_revision_as_object().title for page in PlainPage.objects.order_by("pk")]


@pytest.fixture
def editor(client, log_in):
    log_in("editor")
    return client


def test_the_press_after_a_save_by_itself_brings_the_newer_words_and_no_second_page(editor):
    form = opened(editor)

    first, second = send(editor, form, "とちゅう", headers=JSON), send(editor, form, "できあがり")

    assert (first.json()["success"], second.status_code) == (True, 302)
    assert made() == ["できあがり"]


def test_a_save_by_itself_that_comes_after_the_press_changes_nothing(editor):
    form = opened(editor)

    send(editor, form, "できあがり")
    late = send(editor, form, "とちゅう", headers=JSON)

    assert (late.status_code, late.json()["error_code"]) == (400, "saved_meanwhile")
    assert made() == ["できあがり"]


def test_two_presses_make_one_page_and_lead_to_it(editor):
    form = opened(editor)

    answers = [send(editor, form) for _ in range(2)]

    page = PlainPage.objects.get()
    assert [answer.url for answer in answers] == [reverse("wagtailadmin_pages:edit", args=(page.pk,))] * 2


def test_two_forms_make_two_pages(editor):
    for title in ("一つめ", "二つめ"):
        send(editor, opened(editor), title)

    assert made() == ["一つめ", "二つめ"]


def test_the_word_of_a_form_is_worth_nothing_to_another_account(editor, groups):
    form = opened(editor)
    send(editor, form, "わたしの", headers=JSON)
    other = Client()
    other.force_login(staff(groups, "editor"))

    send(other, form, "べつの人の")

    assert made() == ["わたしの", "べつの人の"]


def test_what_cannot_be_saved_yet_comes_back_in_the_form_and_is_saved_the_next_time(editor):
    form = opened(editor)

    wrong, right = send(editor, form, ""), send(editor, form, "題名をつけた")

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert made() == ["題名をつけた"]
