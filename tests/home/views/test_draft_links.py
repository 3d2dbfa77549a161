"""Links to drafts: who makes them, what they open, and when they open nothing any more."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from home.domain.draft_links import MADE, OPENED, REVOKED, DraftLinkRefused, make
from home.models import DraftLink, DraftShown
from home.views import drafts
from search.domain.pace import Pace
from tests.factories.events import NOW, TODAY, draft_outcome
from tests.factories.home import plain_page, staff, story

NEW = "draft_link_new"


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr(drafts, "_pace", Pace(drafts.OPENINGS_A_MINUTE))
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(groups):
    return staff(groups, "editor")


def draft(title="原稿", **fields):
    page = plain_page(title=title, live=False, **fields)
    page.title = f"{title}（直し）"
    page.save_revision()
    return page


def link_to(*pages, by, days=7):
    return make(pages=pages, days=days, by=by, now=NOW)[1]


def opened(client, secret, page=None):
    address = reverse("home:draft_page", args=(secret, page.pk)) if page else reverse("home:draft_link", args=(secret,))
    return client.get(address)


def test_the_link_lists_its_drafts_and_shows_the_latest_text_of_each(client, editor):
    first, second, other = draft("一つ目"), draft("二つ目"), draft("別の原稿")
    secret = link_to(first, second, by=editor)

    listed = opened(client, secret).content.decode()
    shown = opened(client, secret, second).content.decode()

    assert [title for title in ("一つ目（直し）", "二つ目（直し）", "別の原稿") if title in listed] == [
        "一つ目（直し）",
        "二つ目（直し）",
    ]
    assert "下書きの確認用です。公開していません。" in shown
    assert "二つ目（直し）</h1>" in shown
    assert opened(client, secret, other).status_code == 404


def test_nothing_keeps_finds_or_tells_it(client, editor):
    page = draft()
    secret = link_to(page, by=editor)

    answers = [opened(client, secret), opened(client, secret, page)]

    for answer in answers:
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in answer.content.decode()
        assert not answer.has_header("ETag")
    # Only the way back to the other drafts carries the secret.
    assert answers[1].content.decode().count(secret) == 1
    assert page.title not in client.get("/sitemap.xml").content.decode()


def test_the_database_holds_no_secret(editor):
    secret = link_to(draft(), by=editor)

    kept = " ".join(str(value) for value in DraftLink.objects.values().get().values())

    assert secret not in kept


def test_what_is_wrong_with_a_link_cannot_be_told_from_no_link(client, editor, settings, caplog):
    page = draft()
    secret = link_to(page, by=editor)
    link = DraftLink.objects.get()
    caplog.set_level(logging.DEBUG)

    wrong = opened(client, "x" * 43)
    client.force_login(editor)
    client.post(reverse("draft_link_stop", args=(link.pk,)))
    client.logout()
    stopped = [opened(client, secret), opened(client, secret, page)]

    assert [wrong.status_code, *(one.status_code for one in stopped)] == [404, 404, 404]
    assert wrong.content == stopped[0].content == stopped[1].content
    assert secret not in caplog.text


@pytest.mark.parametrize(("after", "status"), [(timedelta(days=6, hours=23), 200), (timedelta(days=7), 404)])
def test_it_ends_on_its_day(client, editor, after, status):
    page = draft()
    secret = link_to(page, by=editor)

    with time_machine.travel(NOW + after, tick=False):
        answers = [opened(client, secret).status_code, opened(client, secret, page).status_code]

    assert answers == [status, status]


def leave(user, page):
    user.leaves_on = TODAY
    user.save()


def switched_off(user, page):
    user.is_active = False
    user.save()


def lose_the_role(user, page):
    user.groups.clear()


def delete(user, page):
    page.delete()


def restrict(user, page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.mark.parametrize("what_happens", [leave, switched_off, lose_the_role, delete, restrict])
def test_it_opens_nothing_once_its_maker_could_not_make_it_any_more(client, editor, what_happens):
    page = draft()
    secret = link_to(page, by=editor)

    what_happens(editor, page)

    assert [opened(client, secret).status_code, opened(client, secret, Page(pk=page.pk)).status_code] == [404, 404]


def test_pages_below_and_above_stay_hidden(client, editor):
    above = draft("ひみつの計画")
    page = above.add_child(instance=type(above)(title="見せる原稿", slug="miseru", live=False))
    page.save_revision()
    below = page.add_child(instance=type(above)(title="下の原稿", slug="shita", live=False))
    secret = link_to(page, by=editor)

    shown = opened(client, secret, page).content.decode()

    assert "見せる原稿" in shown
    assert "ひみつの計画" not in shown
    assert "下の原稿" not in shown
    assert opened(client, secret, below).status_code == 404


def test_an_unchecked_outcome_does_not_leave_the_house(client, editor):
    outcome = draft_outcome()

    with pytest.raises(DraftLinkRefused, match="二人目が確認するまで"):
        link_to(outcome, by=editor)


def test_a_story_that_nobody_confirmed_does_not_either_nor_what_is_written_into_it_later(client, editor):
    page = story(owner=editor)
    secret = link_to(page, by=editor)
    before = opened(client, secret, page).status_code

    page.teller = "となりの家のまきさん"
    page.save_revision()

    assert [before, opened(client, secret, page).status_code] == [200, 404]
    with pytest.raises(DraftLinkRefused):
        link_to(type(page).objects.get(), by=editor)


def test_openings_are_counted_and_kept_in_the_history_once_a_day_without_the_reader(client, editor):
    page = draft()
    secret = link_to(page, by=editor)
    client.force_login(editor)

    for _ in range(3):
        opened(client, secret, page)
    client.head(reverse("home:draft_page", args=(secret, page.pk)))

    shown = DraftShown.objects.get()
    assert (shown.openings, shown.last_opened_at) == (3, NOW)
    assert list(PageLogEntry.objects.filter(action=OPENED).values_list("user", "data__link")) == [(None, shown.link_id)]


def test_somebody_logged_in_reads_it_as_a_stranger(client, editor):
    page = draft()
    secret = link_to(page, by=editor)
    client.force_login(editor)

    assert editor.email not in opened(client, secret, page).content.decode()
    assert "wagtail-userbar" not in opened(client, secret, page).content.decode()


def test_whoever_asks_too_often_waits(client, editor, monkeypatch):
    monkeypatch.setattr(drafts, "_pace", Pace(2))
    secret = link_to(draft(), by=editor)

    answers = [opened(client, secret).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_a_form_is_not_taken(client, editor):
    page = draft()
    secret = link_to(page, by=editor)

    assert client.post(reverse("home:draft_page", args=(secret, page.pk))).status_code == 405


def test_an_editor_makes_one_from_the_page_and_sees_it_once(client, log_in):
    log_in("editor")
    page, other = draft("一つ目"), draft("二つ目")

    offered = client.get(f"{reverse(NEW)}?page={page.pk}").content.decode()
    made = client.post(reverse(NEW), {"pages": [page.pk, other.pk], "days": "3"})
    secret = re.search(r"/draft/([\w-]{43})/", made.content.decode())[1]
    listed = client.get(reverse("draft_links")).content.decode()

    assert re.search(rf'value="{page.pk}"[^>]*checked', offered)
    assert "no-store" in made["Cache-Control"]
    assert DraftLink.objects.get().ends_at == NOW + timedelta(days=3)
    assert "一つ目（直し）" in listed
    assert secret not in listed
    assert PageLogEntry.objects.filter(action=MADE).count() == 2
    assert (
        f"{reverse(NEW)}?page={page.pk}"
        in client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    )


@pytest.mark.parametrize(
    ("chosen", "days"),
    [((), "7"), (("page",), "31"), (("page",), "0"), (("page", "foreign"), "7"), (("foreign",), "7")],
)
def test_a_form_with_a_mistake_comes_back(client, log_in, chosen, days):
    user = log_in("organisation")
    pages = {"page": draft(owner=user), "foreign": draft("よその原稿")}

    answer = client.post(reverse(NEW), {"pages": [pages[name].pk for name in chosen], "days": days})

    assert answer.status_code == 200
    assert DraftLink.objects.count() == 0


def test_an_organisation_learns_nothing_of_the_drafts_of_others(client, log_in):
    log_in("organisation")
    page = draft("ひみつの計画")

    shown = client.get(f"{reverse(NEW)}?page={page.pk}").content.decode()

    assert "ひみつの計画" not in shown


def test_one_stops_only_ones_own_links_and_the_administration_all(client, groups, log_in, editor):
    link_to(draft(), by=editor)
    address = reverse("draft_link_stop", args=(DraftLink.objects.get().pk,))

    log_in("editor")
    refused = client.post(address).status_code
    still_open = DraftLink.objects.get().revoked_at is None
    log_in("administrator")
    client.post(address)

    assert (refused, still_open) == (404, True)
    assert DraftLink.objects.get().revoked_at == NOW
    assert PageLogEntry.objects.filter(action=REVOKED).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client, log_in, editor, number, django_assert_max_num_queries):
    log_in("administrator")
    for _ in range(number):
        link_to(draft(), draft(), by=editor)

    with django_assert_max_num_queries(30):
        client.get(reverse("draft_links"))
