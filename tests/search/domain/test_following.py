"""What strangers may not see is never found, whatever happened before."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.core.indexing import rebuild
from search.domain.engines import current_engine
from search.models import Document
from search.rules import Question

pytestmark = pytest.mark.django_db


def found(text="介護"):
    return [hit.title for hit in current_engine().find(Question(text), now=timezone.now()).documents]


def urls(text="介護"):
    return [hit.url for hit in current_engine().find(Question(text), now=timezone.now()).documents]


def draft(parent, title="介護予防教室", **differing):
    return parent.add_child(instance=Page(title=title, slug=f"p{Page.objects.count()}", live=False, **differing))


def published(parent, title="介護予防教室", **differing):
    page = draft(parent, title, **differing)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def restricted(page):
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_draft_is_not_found(town):
    draft(town).save_revision()

    assert found() == []


def test_a_page_is_found_the_moment_it_is_published(town):
    published(town)

    assert found() == ["介護予防教室"]


def test_a_new_draft_of_a_published_page_shows_nothing_of_itself(town):
    page = published(town)

    page.title = "秘密の相談"
    page.save_revision()

    assert found("秘密") == []
    assert found() == ["介護予防教室"]


def test_publishing_again_replaces_the_old_words(town):
    page = published(town)

    page.title = "囲碁の会"
    page.save_revision().publish()

    assert found() == []
    assert found("囲碁") == ["囲碁の会"]


def test_an_unpublished_page_is_gone(town):
    page = published(town)

    page.unpublish()

    assert found() == []


def test_an_expired_page_is_gone(town):
    page = published(town)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))

    call_command("publish_scheduled")

    assert found() == []


def test_a_deleted_page_is_gone_with_everything_below_it(town):
    page = published(town)
    published(page, "介護の相談")

    page.delete()

    assert found() == []
    assert Document.objects.count() == 0


def test_a_page_that_becomes_private_is_gone_with_everything_below_it(town):
    page = published(town)
    published(page, "介護の相談")

    restriction = restricted(page)

    assert found() == []
    restriction.delete()
    assert sorted(found()) == ["介護の相談", "介護予防教室"]


def test_a_page_published_below_a_private_one_is_not_found(town):
    above = published(town, "職員だけ")
    restricted(above)

    published(above)

    assert found() == []


def test_a_page_moved_below_a_private_one_is_gone_and_comes_back(town):
    hidden = published(town, "職員だけ")
    restricted(hidden)
    page = published(town)

    page.move(hidden, pos="last-child")
    gone = found()
    Page.objects.get(pk=page.pk).move(town, pos="last-child")

    assert gone == []
    assert found() == ["介護予防教室"]


def test_a_private_page_that_is_deleted_leaves_no_trace(town):
    page = published(town)
    restricted(page)

    page.delete()

    assert found() == []


def test_addresses_follow_when_a_page_above_is_renamed(town, django_capture_on_commit_callbacks):
    above = published(town, "教室")
    published(above)
    before = urls()

    with django_capture_on_commit_callbacks(execute=True):
        above.slug = "classes"
        above.save_revision().publish()

    assert [url.rsplit("/", 3)[1] for url in urls()] == ["classes"]
    assert urls() != before


def test_addresses_follow_when_a_page_moves(town):
    above = published(town, "教室")
    page = published(town)

    page.move(above, pos="last-child")

    assert urls() == [Page.objects.get(pk=page.pk).get_url()]


def test_rebuilding_drops_what_was_hidden_behind_the_back_of_wagtail(town):
    page = published(town)
    Page.objects.filter(pk=page.pk).update(live=False)

    counts = rebuild()

    assert found() == []
    assert "test-page" not in counts or counts["test-page"] == Page.objects.live().filter(depth__gt=1).count()
