"""組織改編: everything changes at once, and back to the last character."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page, Revision

from events.models import EventPage
from home.domain.reorganisation.applying import (
    ReorganisationRefused,
    WhyNotUndone,
    apply,
    call_off,
    carry_out_due,
    prepare,
    undo,
)
from home.domain.reorganisation.contents import LISTINGS, rows_with_words, text_owners
from home.domain.reorganisation.planning import WhyNotReorganised, plan, sections_named_in
from home.domain.reorganisation.words import Names
from home.domain.reviews import page_types
from home.models import PlainPage, Route
from portal.core.models import Reorganisation, Section, User
from tests.factories.approval import route
from tests.factories.core import AdminFactory, SectionFactory, UserFactory
from tests.factories.events import NOW, TODAY, draft_event, draft_outcome
from tests.factories.home import plain_page
from tests.factories.resources import AgencyFactory, GroupFactory

pytestmark = pytest.mark.django_db

BODY = [
    {"type": "paragraph", "id": "a1", "value": "<p>くわしくは<b>福祉課</b>へ。こども福祉課ではありません。</p>"},
    {
        "type": "steps",
        "id": "a2",
        "value": {"items": [{"id": "i1", "type": "item", "value": {"title": "福祉課に電話", "text": ""}}]},
    },
]


def reorganise(*closing, name="福祉健康課", left_out=(), on=TODAY, by=None):
    return prepare(
        closing=closing, new_name=name, takes_effect_on=on, left_out=left_out, by=by or AdminFactory(), now=NOW
    )


def dump():
    """All rows that a reorganisation may touch, to the last character."""
    models = {*page_types(), *LISTINGS, Page, Revision, Section, User}
    models |= {model for model, _field in sections_named_in()}
    models |= {rows.model for model in text_owners() for rows in rows_with_words(model)}
    return {
        model._meta.label: serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in sorted(models, key=lambda model: model._meta.label)
    }


@pytest.fixture
def town(groups):
    """Two sections with pages, drafts, entries and accounts, and one that is not meant."""
    welfare, health = SectionFactory(name="福祉課"), SectionFactory(name="健康課")
    other = SectionFactory(name="こども福祉課")
    page = plain_page(title="福祉課のご案内", section=welfare, body=json.dumps(BODY))
    draft = PlainPage.objects.get(pk=page.pk)
    draft.summary = "健康課と福祉課がいっしょに進めます。"
    draft.save_revision()
    event = draft_event(section=health, contact_name="澄野町健康課")
    event.save_revision()
    plain_page(section=other, summary="こども福祉課です。")
    group = GroupFactory(contact="事務局（福祉課内）")
    group.save_revision()
    draft_outcome(section=welfare, place="福祉課の会議室")
    UserFactory(section=welfare)
    return {"welfare": welfare, "health": health, "other": other, "page": page, "event": event, "group": group}


def test_two_sections_become_one_everywhere(town):
    made = reorganise(town["welfare"], town["health"])

    one = Section.objects.get(name="福祉健康課")
    page = PlainPage.objects.get(pk=town["page"].pk)
    assert made.made_section == one
    assert [page.section, EventPage.objects.get().section, User.objects.get(section=one).section] == [one, one, one]
    assert [Section.objects.get(pk=town[old].pk).is_closed for old in ("welfare", "health", "other")] == [
        True,
        True,
        False,
    ]
    assert page.title == page.draft_title == "福祉健康課のご案内"
    assert str(page.body[0].value) == "<p>くわしくは<b>福祉健康課</b>へ。こども福祉課ではありません。</p>"
    assert page.body[1].value["items"][0]["title"] == "福祉健康課に電話"


def test_drafts_change_too_and_no_revision_is_made(town):
    revisions = Revision.objects.count()

    reorganise(town["welfare"], town["health"])

    draft = PlainPage.objects.get(pk=town["page"].pk).get_latest_revision_as_object()
    assert draft.section == Section.objects.get(name="福祉健康課")
    assert draft.summary == "福祉健康課と福祉健康課がいっしょに進めます。"
    assert draft.body[1].value["items"][0]["title"] == "福祉健康課に電話"
    assert Revision.objects.count() == revisions


def test_entries_of_the_directory_change_in_their_texts(town):
    reorganise(town["welfare"], town["health"])

    group = type(town["group"]).objects.get(pk=town["group"].pk)
    assert group.contact == group.get_latest_revision_as_object().contact == "事務局（福祉健康課内）"
    assert EventPage.objects.get().contact_name == "澄野町福祉健康課"


def test_minutes_keep_the_name_of_their_day_but_change_hands(town):
    reorganise(town["welfare"])

    from events.models import MeetingOutcomePage

    assert MeetingOutcomePage.objects.get().place == "福祉課の会議室"
    assert MeetingOutcomePage.objects.get().section.name == "福祉健康課"


def test_a_renamed_section_stays_the_same_section(town):
    reorganise(town["welfare"])

    section = Section.objects.get(pk=town["welfare"].pk)
    assert (section.name, section.is_closed, Section.objects.count()) == ("福祉健康課", False, 3)
    assert PlainPage.objects.get(pk=town["page"].pk).section == section


def test_one_section_can_go_into_another_that_keeps_its_name(town):
    reorganise(town["welfare"], town["health"], name="健康課")

    assert Section.objects.count() == 3
    assert PlainPage.objects.get(pk=town["page"].pk).section == town["health"]
    assert EventPage.objects.get().contact_name == "澄野町健康課"


@pytest.mark.parametrize("names", [("welfare",), ("welfare", "health")])
def test_undone_the_database_is_as_it_was(town, names):
    chief = AdminFactory()
    before = dump()
    made = reorganise(*(town[name] for name in names), by=chief)
    between = dump()

    undo(reorganisation=made, by=chief, now=NOW)

    changed = {label for label, rows in between.items() if rows != before[label]}
    assert {"core.Section", "home.PlainPage", "resources.Group", "wagtailcore.Revision"} <= changed
    assert dump() == before


def test_a_mention_without_its_tick_stays_on_the_site_and_in_the_draft(town):
    closing = [town["welfare"], town["health"]]
    [key] = [key for key in plan(closing, "福祉健康課").mentions if ":title/" in key]

    reorganise(*closing, left_out=[key])

    page = PlainPage.objects.get(pk=town["page"].pk)
    assert page.title == page.draft_title == page.get_latest_revision_as_object().title == "福祉課のご案内"
    assert page.body[1].value["items"][0]["title"] == "福祉健康課に電話"


def test_the_preview_shows_everything_and_changes_nothing(town):
    before = dump()

    found = plan([town["welfare"], town["health"]], "福祉健康課")

    shown = sorted((mention.part, mention.hit.before + mention.hit.name) for mention in found.mentions.values())
    assert dump() == before
    assert (len(found.pages), len(found.accounts), found.drafts) == (3, 1, 3)
    assert sorted(words for _part, words in shown) == sorted(
        ["事務局（福祉課", "福祉課", "福祉課", "健康課", "健康課と福祉課", "澄野町健康課", "福祉課"]
    )


def test_nothing_is_undone_when_somebody_has_written_in_it_since(town):
    made = reorganise(town["welfare"], town["health"])
    page = PlainPage.objects.get(pk=town["page"].pk)
    page.title = "あとで変えた題"
    page.save()
    before = dump()

    with pytest.raises(ReorganisationRefused) as refused:
        undo(reorganisation=made, by=made.made_by, now=NOW)

    assert refused.value.reason == WhyNotUndone.CHANGED_SINCE
    assert "あとで変えた題" in refused.value.places
    assert dump() == before


def test_nothing_is_undone_when_the_new_section_got_more_to_do_since(town):
    made = reorganise(town["welfare"], town["health"])
    plain_page(title="新しいページ", section=made.made_section)

    with pytest.raises(ReorganisationRefused) as refused:
        undo(reorganisation=made, by=made.made_by, now=NOW)

    assert refused.value.places == ("新しいページ",)


def test_only_the_last_is_undone(town):
    first = reorganise(town["welfare"], name="福祉健康課")
    second = prepare(
        closing=[town["health"]], new_name="保健課", takes_effect_on=TODAY, left_out=(), by=first.made_by,
        now=NOW + timedelta(hours=1),
    )  # fmt: skip

    with pytest.raises(ReorganisationRefused) as refused:
        undo(reorganisation=first, by=first.made_by, now=NOW)
    undo(reorganisation=second, by=first.made_by, now=NOW)
    undo(reorganisation=first, by=first.made_by, now=NOW)

    assert refused.value.reason == WhyNotUndone.NOT_THE_LAST


def test_planned_for_april_it_is_carried_out_on_the_day_and_once(town):
    april = TODAY + timedelta(days=130)
    made = reorganise(town["welfare"], on=april)
    before = Section.objects.get(pk=town["welfare"].pk).name

    passes = [carry_out_due(NOW + timedelta(days=days)) for days in (1, 130, 131)]

    assert (before, passes) == ("福祉課", [0, 1, 0])
    assert Section.objects.get(pk=town["welfare"].pk).name == "福祉健康課"
    assert apply(reorganisation=made, now=NOW).applied_at is not None


def test_what_was_only_planned_can_be_called_off(town):
    made = reorganise(town["welfare"], on=TODAY + timedelta(days=1))

    call_off(reorganisation=made)

    assert carry_out_due(NOW + timedelta(days=2)) == 0


@pytest.mark.parametrize(
    ("closing", "name", "reason"),
    [
        ((), "新課", WhyNotReorganised.NO_SECTION),
        (("welfare",), " ", WhyNotReorganised.NO_NAME),
        (("welfare",), "福祉課", WhyNotReorganised.SAME_NAME),
        (("welfare",), "健康課", WhyNotReorganised.NAME_TAKEN),
    ],
)
def test_what_makes_no_sense_is_refused(town, closing, name, reason):
    with pytest.raises(ReorganisationRefused) as refused:
        reorganise(*(town[one] for one in closing), name=name)

    assert refused.value.reason == reason
    assert Reorganisation.objects.count() == 0


def test_the_preview_costs_the_same_however_many_pages_name_the_section(town, django_assert_max_num_queries):
    for _ in range(20):
        plain_page(section=town["welfare"], summary="福祉課へどうぞ。")

    with django_assert_max_num_queries(60):
        plan([town["welfare"]], "福祉健康課")


def replaced(text, **fields):
    names = Names(["福祉課"], "福祉健康課", **fields)
    return names.replaced(text, (), lambda hit: True)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("福祉課へ", "福祉健康課へ"),
        ("こども福祉課へ", "こども福祉課へ"),
        ("福祉健康課へ", "福祉健康課へ"),
        ('<a href="/福祉課/" title="福祉課">福祉課</a>', '<a href="/福祉課/" title="福祉課">福祉健康課</a>'),
        ("1 < 2 福祉課", "1 < 2 福祉健康課"),
    ],
)
def test_a_name_is_replaced_where_it_is_one(text, after):
    assert replaced(text, others=["こども福祉課"]) == after


@given(st.text(alphabet="福祉健康課こども<>p/ あ", max_size=40))
def test_what_was_replaced_once_is_not_replaced_again(text):
    once = replaced(text)

    assert replaced(once) == once


@given(st.text(alphabet="福祉健康課こ<>p/ あ", max_size=40))
def test_nothing_changes_when_nothing_is_wanted(text):
    assert Names(["福祉課"], "福祉健康課").replaced(text, (), lambda hit: False) == text


def test_a_name_glued_to_another_is_not_ticked_but_after_the_town_it_is():
    hits = []
    names = Names(["福祉課"], "福祉健康課", town="澄野町")
    names.replaced("澄野町福祉課と県障害福祉課と、福祉課", (), lambda hit: hits.append(hit) or False)

    assert [names.is_certain(hit) for hit in hits] == [True, False, True]


def test_agencies_keep_their_address_when_their_name_changes(town):
    agency = AgencyFactory(name="福祉課の相談窓口", slug="soudan")

    reorganise(town["welfare"])

    agency.refresh_from_db()
    assert (agency.name, agency.slug) == ("福祉健康課の相談窓口", "soudan")


def test_the_route_of_approval_goes_along_under_the_new_name_and_comes_back(town):
    moves = route(town["health"], {"by_head": True})
    Route.objects.update(name="健康課の経路")
    before = dump()

    made = apply(reorganisation=reorganise(town["welfare"], town["health"]), now=NOW).made_section

    moves.refresh_from_db()
    assert (moves.section, moves.name) == (made, "福祉健康課の経路")
    undo(reorganisation=Reorganisation.objects.get(), by=AdminFactory(), now=NOW)
    assert dump()["home.Route"] == before["home.Route"]


def test_of_two_routes_that_of_the_section_that_goes_on_holds(town):
    stays, other = route(town["welfare"], {"by_head": True}), route(town["health"], {"by_chief": True})

    apply(reorganisation=reorganise(town["welfare"], town["health"], name="福祉課"), now=NOW)

    kept = dict(Route.objects.exclude(section=None).values_list("pk", "section"))
    assert kept == {stays.pk: town["welfare"].pk, other.pk: town["health"].pk}


def test_the_preview_names_the_route_that_goes_along(town):
    moves = route(town["health"], {"by_head": True})

    assert plan([town["welfare"], town["health"]], "福祉健康課").route == moves
    assert plan([town["health"]], "健康づくり課").route is None


def test_a_route_given_to_the_new_section_since_keeps_it_from_being_undone(town):
    made = apply(reorganisation=reorganise(town["welfare"], town["health"]), now=NOW).made_section
    route(made, {"by_head": True})

    with pytest.raises(ReorganisationRefused):
        undo(reorganisation=Reorganisation.objects.get(), by=AdminFactory(), now=NOW)
