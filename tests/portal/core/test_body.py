"""The body of a page opens with headings to fill; those left untouched are seen by nobody."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamValue

from home.models import PlainPage
from portal.core.authoring.streams import stream_parts
from portal.core.blocks import BodyBlock, portal_blocks
from tests.factories.core import home_page
from tests.factories.home import staff, town_with_roles

BODY = BodyBlock([("当日の流れ", "list"), ("内容", "paragraph")], required=False)


def body(*raw):
    return BODY.to_python([{"type": kind, "value": value, "id": f"b{at}"} for at, (kind, value) in enumerate(raw)])


def heading(text, level="2"):
    return ("heading", {"text": text, "level": level})


def lines(*items):
    return ("list", {"ordered": False, "items": list(items)})


def kept(value):
    return [child.id for child in value]


def words(value):
    return BeautifulSoup(BODY.render(value), "html.parser").get_text(" ", strip=True)


def test_a_new_page_opens_with_the_headings_and_room_under_each():
    assert [(child.block_type, words(StreamValue(BODY, [child]))) for child in BODY.opening()] == [
        ("heading", ""),
        ("list", ""),
        ("heading", ""),
        ("paragraph", ""),
    ]
    assert [child.value["text"] for child in BODY.opening() if child.block_type == "heading"] == ["当日の流れ", "内容"]


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ([heading("当日の流れ"), lines(""), heading("内容"), ("paragraph", "<p></p>")], []),
        ([heading("当日の流れ"), lines("受付"), heading("内容"), ("paragraph", "<p> </p>")], ["b0", "b1"]),
        ([heading("内容"), ("paragraph", ""), ("paragraph", "<p>あ</p>")], ["b0", "b2"]),
        ([heading("内容"), heading("くわしく", "3"), ("paragraph", "<p>あ</p>")], ["b0", "b1", "b2"]),
        ([heading("内容")], []),
        ([("paragraph", "<p>あ</p>"), heading("内容")], ["b0"]),
    ],
)
def test_what_nobody_filled_is_not_kept_nor_drawn(raw, left):
    value = body(*raw)

    assert kept(BODY.clean(value)) == left
    assert BODY.render(value).count("w-block-") == len(left)


def test_headings_of_the_writer_are_never_taken_away():
    value = body(heading("わたしの見出し"))

    assert kept(BODY.clean(value)) == ["b0"]
    assert words(value) == "わたしの見出し"


def test_a_draft_keeps_everything():
    value = BODY.opening()

    assert len(BODY.clean_deferred(value)) == len(value)


def test_what_nobody_will_see_is_not_checked():
    value = body(heading("当日の流れ"), lines(""), heading("内容"), ("paragraph", "<p>あ</p>"))

    assert [part.place.block for part in stream_parts("body", value)] == ["b2", "b3"]


def test_a_mistake_is_told_at_its_place_in_the_form():
    value = body(heading("当日の流れ"), lines(""), heading("", "2"))

    with pytest.raises(ValidationError) as refused:
        BODY.clean(value)

    assert list(refused.value.block_errors) == [2]


@pytest.mark.django_db
def test_the_form_of_a_new_page_holds_them_and_that_of_an_old_one_does_not(client):
    groups = town_with_roles()
    client.force_login(staff(groups, "editor"))
    old = home_page().add_child(instance=PlainPage(title="古い", slug="old"))

    new = client.get(reverse("wagtailadmin_pages:add", args=("home", "plainpage", home_page().pk)))
    changed = client.get(reverse("wagtailadmin_pages:edit", args=(old.pk,)))

    assert [child.value["text"] for child in new.context["form"]["body"].value() if child.block_type == "heading"] == [
        "対象となる方",
        "内容",
        "必要なもの",
        "申し込みの方法",
    ]
    assert not changed.context["form"]["body"].value()


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, _block in portal_blocks()])
def test_each_block_says_what_it_is_for_and_shows_an_example(client, name):
    groups = town_with_roles()
    client.force_login(staff(groups, "editor"))
    block = PlainPage._meta.get_field("body").stream_block.child_blocks[name]

    shown = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    page = BeautifulSoup(shown.content, "html.parser")
    assert str(block.get_description())
    assert block.is_previewable
    assert "portal.css" in page.find("link", rel="stylesheet")["href"].replace(".css", ".css")
    assert page.title.string == f"「{block.label}」の例"
    assert page.main.get_text(strip=True)
