"""「手引き」: every chapter opens, and every screen of ours leads to the chapter that speaks of it."""

import re

import pytest
from django.urls import reverse

from events.models import EventIndexPage
from home.domain.manual import CHAPTERS, FOLDER, IMAGES, PLACES, image_file, place_for
from tests.home.screens import screens_of_ours

# Screens of ours that the manual says nothing about: answers to a press, which show nothing of their own, and the rest.
NO_CHAPTER = {
    "manual": "the manual itself",
    "wagtailadmin_api:pages": "asked by scripts",
    "wagtailsnippetchoosers_resources_": "a small window within the editor",
    "volunteers_names": "one list, which explains itself",
    "events_dates": "one list, which explains itself",
    "events_one_date": "one form, which explains itself",
    "wagtailsites:": "Wagtail's own list, for the administration",
}


def test_every_screen_of_ours_has_a_chapter_or_a_reason():
    silent = {name for name in screens_of_ours() if place_for(name) is None and not name.startswith(tuple(NO_CHAPTER))}

    assert silent == set()


def test_every_place_is_a_heading_of_its_chapter():
    lost = [
        place
        for place in PLACES.values()
        if place.heading and place.heading not in [heading.words for heading in place.chapter.headings()]
    ]

    assert lost == []


def test_every_file_of_the_folder_is_a_chapter():
    assert {chapter.file for chapter in CHAPTERS} == set(FOLDER.glob("*.md"))
    assert all(chapter.headings()[0].words == chapter.title for chapter in CHAPTERS)


def test_chapters_name_only_chapters_and_pictures_that_are_there(client, log_in):
    log_in("editor")

    pages = [client.get(reverse("manual_chapter", args=(chapter.slug,))).content.decode() for chapter in CHAPTERS]

    links = {link for page in pages for link in re.findall(r"<article.*</article>", page, re.S)}
    assert not [link for text in links for link in re.findall(r'href="([^"]+)"', text) if ".md" in link]
    names = {name for text in links for name in re.findall(r'src="/cms/manual/images/([^"]+)"', text)}
    assert names == {file.name for file in IMAGES.iterdir()}
    assert max(file.stat().st_size for file in IMAGES.iterdir()) <= 60_000


def test_pictures_are_those_of_the_manual_alone(client, log_in):
    log_in("editor")

    assert image_file("../決裁.md") is None
    assert client.get("/cms/manual/images/nothing.png").status_code == 404


@pytest.mark.parametrize(
    ("screen", "leads_to"),
    [
        ("approvals", "/cms/manual/approval/"),
        ("reviews", "/cms/manual/reviews/#まとめて見る"),
        ("links", "/cms/manual/reviews/#リンクの点検"),
        ("emergency", "/cms/manual/emergency/"),
        ("imports", "/cms/manual/imports/"),
        ("events_sheet", "/cms/manual/spreadsheet/"),
        ("reorganisations", "/cms/manual/reorganisation/#手順"),
        ("authoring_report", "/cms/manual/checker/#レポート-書き方の点検"),
    ],
)
def test_a_screen_leads_to_its_chapter(client, log_in, screen, leads_to):
    log_in("publicity")

    html = client.get(reverse(screen)).content.decode()

    assert f'<a class="manual-link" href="{leads_to}"' in html


def test_the_editor_leads_to_the_chapter_about_writing(client, log_in):
    log_in("editor")
    parent = EventIndexPage.objects.get()

    html = client.get(reverse("wagtailadmin_pages:add", args=("events", "eventpage", parent.pk))).content.decode()

    assert '<a class="manual-link" href="/cms/manual/writing/"' in html


def test_only_staff_read_it(client, groups):
    assert client.get(reverse("manual")).url == "/accounts/login/?next=/cms/manual/"
