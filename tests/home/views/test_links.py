"""/cms/reports/links/: what is broken and where; notes; what waits in 「わたしの仕事」."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from home.domain.my_work import piles_for
from portal.core.links.answers import LinkAnswer, LinkState
from portal.core.links.gathering import gather
from portal.core.models import OutsideLink, User
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory


def page_with(url, **fields):
    body = [{"type": "paragraph", "value": f'<p><a href="{url}">県の手引き</a></p>'}]
    page = plain_page(body=json.dumps(body), **fields)
    gather(page)
    return page


def broken(url="https://gone.example/x", **fields):
    known = {"state": LinkState.BROKEN, "answer": LinkAnswer.GONE, "status": 404, "last_failed_on": TODAY}
    OutsideLink.objects.filter(url=url).update(**known | fields)
    return OutsideLink.objects.get(url=url)


def test_the_report_shows_what_is_broken_in_words_and_where_it_stands(client, log_in):
    log_in("editor")
    page = page_with("https://gone.example/x")
    page_with("https://fine.example/")
    broken()

    html = client.get(reverse("links")).content.decode()

    assert "https://gone.example/x" in html
    assert "https://fine.example/" not in html
    assert "見つかりません（404）" in html
    assert reverse("wagtailadmin_pages:edit", args=(page.pk,)) in html


def test_the_report_is_filtered_by_section(client, log_in):
    log_in("editor")
    ours, theirs = SectionFactory(), SectionFactory()
    page_with("https://gone.example/x", section=ours)
    page_with("https://gone.example/y", section=theirs)
    broken()
    broken("https://gone.example/y")

    rows = client.get(reverse("links"), {"section": ours.pk}).context["rows"]

    assert [row["link"].url for row in rows] == ["https://gone.example/x"]


def test_the_report_comes_as_csv(client, log_in):
    log_in("editor")
    page_with("https://gone.example/x", title="介護の手引き", section=SectionFactory(name="福祉課"))
    broken()

    lines = client.get(reverse("links"), {"export": "csv"}).content.decode("utf-8-sig").splitlines()

    assert lines[0] == "アドレス,状態,結果,点検日,ページ,場所,担当課,メモ"
    assert lines[1] == "https://gone.example/x,切れています,見つかりません（404）,,介護の手引き,本文,福祉課,"


def test_a_link_is_left_out_of_the_checks_only_with_a_note(client, log_in):
    user = log_in("editor")
    page_with("https://gone.example/x")
    link = broken()
    address = reverse("link", args=(link.pk,))

    refused = client.post(address, {"note": "", "is_exception": "on"})
    client.post(address, {"note": "人にだけ答えるサイト", "is_exception": "on"})

    link.refresh_from_db()
    assert "メモに書いてください" in refused.content.decode()
    assert (link.is_exception, link.note, link.noted_by) == (True, "人にだけ答えるサイト", user)
    assert client.get(reverse("links")).context["rows"] == []
    assert len(client.get(reverse("links"), {"state": "exceptions"}).context["rows"]) == 1


def test_one_press_asks_again_soon(client, log_in):
    log_in("editor")
    page_with("https://gone.example/x")
    link = broken(check_after=NOW + timedelta(days=7))

    client.post(reverse("link", args=(link.pk,)), {"again": "1"})

    link.refresh_from_db()
    assert link.check_after is None


def test_organisations_read_neither_report_nor_links(client, log_in):
    log_in("organisation")
    page_with("https://gone.example/x")
    link = broken()

    assert client.get(reverse("links")).status_code == 302
    assert client.get(reverse("link", args=(link.pk,))).status_code == 302


def desk(user):
    piles = {pile.name: pile.jobs for pile in piles_for(User.objects.get(pk=user.pk), NOW)}
    return [(job.thing.pk, job.note) for job in piles.get("links", [])]


def test_the_section_is_told_and_no_other(groups):
    ours, theirs = SectionFactory(), SectionFactory()
    page = page_with("https://gone.example/x", section=ours)
    broken()

    assert desk(staff(groups, "editor", section=ours)) == [(page.pk, "https://gone.example/x 見つかりません（404）")]
    assert desk(staff(groups, "editor", section=theirs)) == []
    assert len(desk(staff(groups, "editor"))) == 1


def test_organisations_are_told_of_their_own_entry_alone(groups):
    ours, theirs = (staff(groups, "organisation") for _ in range(2))
    agency = AgencyFactory(website="https://gone.example/x", stewards=[ours], last_confirmed_on=TODAY)
    gather(agency)
    broken()

    assert [pk for pk, _note in desk(ours)] == [agency.pk]
    assert desk(theirs) == []


def test_a_link_in_a_draft_alone_waits_for_nobody(groups):
    page_with("https://gone.example/x", live=False)
    broken()

    assert desk(staff(groups, "editor")) == []


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_report_costs_the_same_however_many_links(client, log_in, how_many, django_assert_num_queries):
    log_in("editor")
    for number in range(how_many):
        page_with(f"https://gone.example/{number}", section=SectionFactory())
        broken(f"https://gone.example/{number}")
    client.get(reverse("links"))

    with django_assert_num_queries(15):
        client.get(reverse("links"))
