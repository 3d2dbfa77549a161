"""Which links stand where."""

import pytest
from django.urls import reverse

from home.models import PlainPage
from portal.core.links.gathering import broken_addresses, gather, gather_all, gather_daily, outside_address
from portal.core.models import LinkPlace, OutsideLink
from tests.factories.core import SectionFactory
from tests.factories.events import NOW
from tests.factories.home import plain_page, staff, town_with_roles
from tests.factories.resources import AgencyFactory

pytestmark = pytest.mark.django_db

BODY = [
    {
        "type": "paragraph",
        "value": '<p><a href="https://a.example/x#top">厚労省の手引き</a> <a linktype="page" id="1">中</a></p>',
    },
    {
        "type": "notice",
        "value": {"level": "info", "title": "注意", "text": '<p><a href="https://b.example/">警報</a></p>'},
    },
    {
        "type": "related_links",
        "value": {"title": "", "items": [{"text": "県の窓口", "page": None, "url": "https://c.example/"}]},
    },
    {"type": "video", "value": {"title": "体操", "url": "https://d.example/v", "transcript": "右、左。"}},
]


def stream(*blocks):
    import json

    return json.dumps(list(blocks))


def places():
    return sorted(LinkPlace.objects.values_list("link__url", "part", "words", "is_live"))


def test_links_of_every_kind_of_block_are_found_and_nothing_inside():
    page = plain_page(body=stream(*BODY))

    gather(page)

    assert places() == [
        ("https://a.example/x", "本文", "厚労省の手引き", True),
        ("https://b.example/", "本文", "警報", True),
        ("https://c.example/", "本文", "県の窓口", True),
        ("https://d.example/v", "本文", "", True),
    ]


def test_publishing_gathers_and_deleting_forgets():
    page = plain_page(body=stream(BODY[0]), live=False)
    page.save_revision().publish()
    before = len(places())

    PlainPage.objects.get(pk=page.pk).delete()

    assert (before, places()) == (1, [])


def test_links_of_a_draft_are_known_but_not_on_the_site():
    page = plain_page()
    page.body = stream(BODY[0])
    page.save_revision()

    gather(PlainPage.objects.get(pk=page.pk))

    assert [place[3] for place in places()] == [False]


def test_saving_a_draft_in_the_editor_gathers(client):
    client.force_login(staff(town_with_roles(), "editor"))
    page = plain_page(body=stream(BODY[0]))
    form = {"title": page.title, "slug": page.slug, "body-count": "0"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}

    client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form)

    assert [place[0] for place in places()] == ["https://a.example/x"]


def test_plain_fields_of_listings_are_gathered():
    agency = AgencyFactory(website="https://f.example/", form_url="https://f.example/form")

    agency.save_revision().publish()

    assert [place[0] for place in places()] == ["https://f.example/", "https://f.example/form"]


def test_a_page_read_again_has_its_links_once():
    page = plain_page(body=stream(BODY[0]), section=SectionFactory())

    gather(page)
    gather(page)

    assert [(place.section_id, place.object_id) for place in LinkPlace.objects.all()] == [
        (page.section_id, str(page.pk))
    ]


def test_everything_is_read_once_a_day():
    plain_page(body=stream(BODY[0]))

    assert [gather_daily(NOW), gather_daily(NOW)] == [1, 0]


def test_links_that_stand_nowhere_any_more_go_unless_somebody_wrote_a_note():
    OutsideLink.objects.create(url="https://old.example/", host="old.example")
    OutsideLink.objects.create(url="https://noted.example/", host="noted.example", note="移転")

    gather_all()

    assert list(OutsideLink.objects.values_list("url", flat=True)) == ["https://noted.example/"]


def test_broken_addresses_are_known_as_they_are_typed():
    page = plain_page(body=stream(BODY[0]))
    gather(page)
    OutsideLink.objects.update(state="broken")

    assert broken_addresses() == {"https://a.example/x", "https://a.example/x#top"}


def test_the_checker_knows_them():
    from portal.core.authoring.knowledge import known_dead_links

    OutsideLink.objects.create(url="https://old.example/", host="old.example", state="broken")

    assert known_dead_links() == {"https://old.example/"}


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://Example.JP/あ い", "https://example.jp/%E3%81%82%20%E3%81%84"),
        ("http://日本.jp/", "http://xn--wgv71a.jp/"),
        ("https://a.example/x?q=1#top", "https://a.example/x?q=1"),
        ("https://a.example:8443/", "https://a.example:8443/"),
        ("https://user:secret@a.example/", "https://a.example/"),
        ("mailto:a@example.jp", ""),
        ("/local/", ""),
        ("http://localhost:8000/about/", ""),
        ("https://[broken", ""),
        ("https://a.example/" + "x" * 2000, ""),
    ],
)
def test_an_address_as_the_other_site_knows_it(href, address):
    assert outside_address(href) == address
