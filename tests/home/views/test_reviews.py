"""/cms/reviews/: one press; the report; the marks in the lists of pages."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Site

from home.models import PlainPage
from portal.core.models import UpkeepSettings
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page

LONG_AGO = TODAY - timedelta(days=60)
MARK = "内容の確認が必要です"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def review_on(page):
    return PlainPage.objects.get(pk=page.pk).review_on


def test_one_press_in_my_work_renews_the_day(client, log_in):
    log_in("editor")
    page = plain_page(review_on=TODAY)
    address = reverse("review", args=(page.pk,))
    desk = client.get("/cms/").content.decode()

    response = client.post(address)

    assert f'action="{address}"' in desk
    assert response.url == "/cms/"
    assert review_on(page) == TODAY + timedelta(days=365)


def test_the_press_goes_with_the_token_of_the_form(log_in):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(log_in("editor"))
    page = plain_page(review_on=TODAY)

    response = strict.post(reverse("review", args=(page.pk,)))

    assert (response.status_code, review_on(page)) == (403, TODAY)


def test_it_leads_back_to_where_one_came_from_and_nowhere_else(client, log_in):
    log_in("editor")
    pages = [plain_page(review_on=TODAY) for _ in range(2)]

    back = [
        client.post(reverse("review", args=(page.pk,)), {"next": address}).url
        for page, address in zip(pages, ("/cms/reports/reviews/?section=1", "https://elsewhere.example/"), strict=True)
    ]

    assert back == ["/cms/reports/reviews/?section=1", "/cms/"]


def test_looking_never_confirms(client, log_in):
    log_in("editor")
    page = plain_page(review_on=TODAY)

    response = client.get(reverse("review", args=(page.pk,)))

    assert (response.status_code, review_on(page)) == (200, TODAY)


@pytest.mark.parametrize("role", ["organisation", None])
def test_who_may_not_change_the_page_does_not_confirm_it(client, log_in, groups, role):
    if role:
        log_in(role)
    page = plain_page(review_on=TODAY)

    response = client.post(reverse("review", args=(page.pk,)))

    assert (response.status_code, review_on(page)) == (302, TODAY)


def test_the_report_shows_what_waits_by_section(client, log_in):
    log_in("editor")
    ours, theirs = SectionFactory(name="福祉課"), SectionFactory(name="健康課")
    page = plain_page(title="介護の手引き", review_on=TODAY, section=ours)
    plain_page(title="体操の手引き", review_on=LONG_AGO, section=theirs)

    every = client.get(reverse("reviews"))
    some = client.get(reverse("reviews"), {"section": ours.pk})

    assert [row["page"].title for row in every.context["rows"]] == ["体操の手引き", "介護の手引き"]
    assert [row["page"].pk for row in some.context["rows"]] == [page.pk]


def test_the_report_comes_as_csv_that_excel_reads(client, log_in):
    log_in("editor")
    plain_page(title="=1+1", review_on=LONG_AGO, section=SectionFactory(name="福祉課"))

    lines = client.get(reverse("reviews"), {"export": "csv"}).content.decode("utf-8-sig").splitlines()

    assert lines == [
        "ページ,アドレス,担当課,見直し日,状態",
        "'=1+1,/page-1/,福祉課,2026-09-24,内容の確認が必要です",
    ]


def test_organisations_read_no_report(client, log_in):
    log_in("organisation")

    assert client.get(reverse("reviews")).status_code == 302


def test_the_list_of_pages_and_the_editor_show_the_mark(client, log_in):
    log_in("editor")
    page = plain_page(review_on=LONG_AGO)

    listed = client.get(reverse("wagtailadmin_explore", args=(page.get_parent().pk,))).content.decode()
    opened = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()

    assert MARK in listed
    assert MARK in opened
    assert reverse("review", args=(page.pk,)) in opened


def test_residents_see_the_mark_only_if_the_town_wants_it(client, groups):
    page = plain_page(review_on=LONG_AGO)
    before = client.get(page.url).content.decode()
    UpkeepSettings.objects.update_or_create(site=Site.objects.get(), defaults={"mark_for_residents": True})

    after = client.get(page.url).content.decode()

    assert "内容を確認しているところです" not in before
    assert "内容を確認しているところです" in after


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_report_costs_the_same_however_many_pages(client, log_in, how_many, django_assert_num_queries):
    log_in("editor")
    for _ in range(how_many):
        plain_page(review_on=TODAY, section=SectionFactory())
    client.get(reverse("reviews"))

    with django_assert_num_queries(17):
        client.get(reverse("reviews"))
