"""What was found is kept for each text; the whole site is gone through again and again."""

from datetime import timedelta

import pytest

from home.domain.authoring.keeping import keep
from home.domain.authoring.sweeping import check_due, every_text, forget_what_is_gone
from home.models import CheckedText, KeptFinding, PlainPage
from portal.core.models import Section
from tests.factories.authoring import KANA, page_with, stop_word
from tests.factories.core import UserFactory, home_page
from tests.factories.events import NOW, draft_event
from tests.factories.resources import AgencyFactory, BaseFactory, GroupFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3650)  # after anything that the test itself saves


def kept_of(thing):
    return [(one.rule, one.level, one.since) for one in KeptFinding.objects.filter(text__object_id=str(thing.pk))]


def test_a_text_is_kept_with_its_section_its_writer_and_what_was_found():
    writer = UserFactory()
    section = Section.objects.create(code="fukushi", name="福祉課")
    page = page_with(KANA, owner=writer, section=section)

    kept = keep(page, now=NOW)

    [finding] = kept.findings.all()
    assert (kept.title, kept.section, kept.writer, kept.is_live) == (page.title, section, writer, False)
    assert (finding.rule, finding.level, finding.can_be_mended) == ("half-width-kana", "warning", True)
    assert (finding.where, finding.since) == ("本文の1番目（テキスト）", NOW)


def test_a_finding_keeps_its_first_day_although_the_text_was_changed_around_it():
    page = page_with(KANA)
    keep(page, now=NOW)
    page.summary = "町の行事を手伝う人を、今年も募集しています。"
    page.save_revision()

    keep(PlainPage.objects.get(pk=page.pk), now=LATER)

    assert kept_of(page) == [("half-width-kana", "warning", NOW)]


def test_what_was_mended_is_forgotten():
    page = page_with(KANA)
    keep(page, now=NOW)
    page.body[0].value.source = "<p>ボランティアを募集します。</p>"
    page.save_revision()

    keep(PlainPage.objects.get(pk=page.pk), now=LATER)

    assert kept_of(page) == []


def test_the_draft_is_read_and_not_what_is_on_the_site():
    page = page_with("きれいな文です。", live=True)
    page.body[0].value.source = f"<p>{KANA}</p>"
    page.save_revision()

    keep(PlainPage.objects.get(pk=page.pk), now=NOW)

    assert [rule for rule, _level, _since in kept_of(page)] == ["half-width-kana"]


def test_every_page_and_listing_is_gone_through():
    texts = [page_with(KANA), draft_event(), AgencyFactory(), BaseFactory(), GroupFactory()]

    found = list(every_text())

    assert {*texts} <= {*found}
    assert home_page() in found


def test_what_was_saved_since_is_due_and_nothing_else():
    page, agency = page_with(KANA), AgencyFactory(live=False)
    first = check_due(LATER)
    again = check_due(LATER)
    page.save_revision()
    CheckedText.objects.filter(object_id=str(page.pk)).update(saved_at=NOW - timedelta(days=3650))

    assert (again, check_due(LATER)) == (0, 1)
    assert first >= 2
    assert CheckedText.objects.of_thing(agency).exists() is True


def test_everything_is_due_again_after_a_day_because_the_words_of_the_town_change():
    page = page_with("きれいな文です。")
    check_due(LATER)
    stop_word("きれい")

    check_due(LATER + timedelta(hours=25))

    assert [level for _rule, level, _since in kept_of(page)] == ["stop"]


def test_what_was_deleted_leaves_the_report():
    page, agency = page_with(KANA), AgencyFactory(name="ﾊﾝｶｸの会")
    check_due(LATER)
    page.delete()
    agency.delete()

    forget_what_is_gone()

    assert KeptFinding.objects.of_rule("half-width-kana").count() == 0


def test_a_sweep_asks_for_the_words_of_the_town_once(django_assert_max_num_queries):
    for _ in range(3):
        page_with(KANA)
    check_due(LATER)
    things = [page for page in every_text() if isinstance(page, PlainPage)]

    with django_assert_max_num_queries(30 * len(things)):
        for thing in things:
            keep(thing, now=LATER)
