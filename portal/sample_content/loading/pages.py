"""The front page, the indexes, pages of words, stories."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.utils import timezone
from wagtail.models import Page, Site

from events.models import EventIndexPage, MeetingIndexPage
from home.models import ConsultationDeskPage, HomePage, PlainPage, StoryIndexPage, StoryPage
from portal.core.domain.second_person import confirm, publish_confirmed, reading_of
from portal.core.models import PortalPage, User
from portal.core.reviewing import next_review_on
from portal.sample_content.loading.words import Words, day, plain, stream
from portal.sample_content.source import Entry, entries, read
from resources.models import LearnIndexPage

HOME_TITLE: Final = "話せば、つながる。つながれば、動きだす。"

SUMMARIES: Final = {
    "events": "いつ、どこで、だれと。気になるものに、ふらりとどうぞ。",
    "meetings": "話し合ったこと、決まったこと、これからすることをお知らせします。",
    "learn": "地域のことを学ぶ冊子や読み物です。集まりでも、ひとりでも使えます。",
    "stories": "だれかの困りごとが、みんなの「我が事」になったときのこと。",
}


WRITER: Final = "editor@sumino.example.jp"
SECOND_PERSON: Final = "approver@sumino.example.jp"


@dataclass(frozen=True)
class Indexes:
    events: EventIndexPage
    meetings: MeetingIndexPage
    learn: LearnIndexPage
    stories: StoryIndexPage


def publish(page: PortalPage, *, many: dict[str, Any], parent: Page, **kept: Any) -> None:
    """Put ``page`` under ``parent``, live and with its first revision."""
    for name, rows in many.items():
        if hasattr(page, name):
            setattr(page, name, rows)
    for name, value in kept.items():
        setattr(page, name, value)
    if page.review_on is None:
        page.review_on = next_review_on(timezone.localdate(), page.review_days)
    parent.add_child(instance=page)
    keep_first_revision(page)


def keep_first_revision(thing: Any) -> None:
    """Say that what is live is its first revision: an editor's way, in a third of the time."""
    now = timezone.now()
    revision = thing.save_revision(clean=False, changed=False)
    type(thing)._base_manager.filter(pk=thing.pk).update(
        live_revision=revision,
        latest_revision=revision,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
    )
    thing.refresh_from_db()


def load_front_page(words: Words) -> HomePage:
    town = read("town")["town"]
    home = HomePage(
        title=town.get("home_title", HOME_TITLE),
        slug="portal",
        lead=town["home_lead"],
        join_text=town["home_join_text"],
        ask_text=town["home_ask_text"],
        summary=town.get("tagline", ""),
        section=words.sections["koho"],
    )
    root = Page.get_first_root_node()
    root.add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    welcome = site.root_page
    site.root_page, site.site_name = home, town["site_name"]
    site.save()
    welcome.delete()
    keep_first_revision(home)
    return HomePage.objects.get()


def load_indexes(home: HomePage) -> Indexes:
    indexes = Indexes(
        events=EventIndexPage(
            title="活動・学習会", slug="events", summary="いつ、どこで、だれと。気になるものに、ふらりとどうぞ。"
        ),
        meetings=MeetingIndexPage(
            title="会議・座談会の結果",
            slug="meetings",
            summary="話し合ったこと、決まったこと、これからすることをお知らせします。",
        ),
        learn=LearnIndexPage(
            title="学習教材", slug="learn", summary="地域のことを学ぶ冊子や読み物です。集まりでも、ひとりでも使えます。"
        ),
        stories=StoryIndexPage(
            title="町のものがたり", slug="stories", summary="だれかの困りごとが、みんなの「我が事」になったときのこと。"
        ),
    )
    for page in (indexes.events, indexes.meetings, indexes.learn, indexes.stories):
        publish(page, many={}, parent=home, show_in_menus=True)
    return indexes


def load_plain_pages(words: Words, home: HomePage, today: date) -> None:
    made: dict[str, Any] = {}
    many: dict[str, dict[str, Any]] = {}
    for entry in entries("pages"):
        model = ConsultationDeskPage if entry.get("type") == "desk" else PlainPage
        page = model(**plain(model, entry))
        page.section = words.sections.get(entry.get("section", ""))
        page.review_on = today + timedelta(days=entry.get("review_in_days", 365))
        made[page.slug] = page
        many[page.slug] = words.many(entry)
        made.get(entry.get("parent", ""), home).add_child(instance=page)
    # Pages link to each other: each is written once all are there.
    for entry in entries("pages"):
        page = made[entry["slug"]]
        page.body = stream(entry.get("body"), pages=made)
        for name, rows in many[page.slug].items():
            setattr(page, name, rows)
        page.save()
        keep_first_revision(page)


def load_stories(words: Words, index: StoryIndexPage, today: date) -> None:
    """Load the stories, each confirmed by a second person and published."""
    writer, second = User.objects.get(email=WRITER), User.objects.get(email=SECOND_PERSON)
    for entry in entries("stories"):
        story = StoryPage(**plain(StoryPage, entry), body=stream(entry["body"]))
        story.told_on = day(today, entry, "told") or today
        story.section = words.sections.get(entry.get("section", ""))
        illustrate(story, entry, words)
        story.review_on = next_review_on(today, story.review_days)
        story.live, story.owner = False, writer
        for name, rows in words.many(entry).items():
            if hasattr(story, name):
                setattr(story, name, rows)
        index.add_child(instance=story)
        story.save_revision(user=writer)
        confirm_and_publish(story, second)


def confirm_and_publish(page: Any, second: User) -> None:
    """Let ``second`` read what somebody else wrote, find nobody in it, and publish it."""
    shown = reading_of(page)
    confirm(page=page, user=second, read=shown.fingerprint, now=timezone.now(), has_looked=True)
    publish_confirmed(page=page, user=second)


def illustrate(page: PortalPage, entry: Entry, words: Words) -> None:
    """Give the page its drawing and the words for those who cannot see it."""
    page.lead_image = words.drawing(entry.get("image", ""))
    page.lead_image_alt = entry.get("image_alt", "") if page.lead_image else ""
