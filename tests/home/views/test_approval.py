"""/cms/approvals/: decided without any script, and not there for strangers."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from home.domain.approval.deciding import Said
from home.enums import Verdict
from home.models import Absence, Passage, Route, UrgentPublication
from portal.core.authoring.facts import Place
from tests.factories.approval import say, section_with_route, send_again, sent
from tests.factories.core import UserFactory
from tests.factories.events import TODAY
from tests.factories.home import plain_page, staff

NO_COMMENTS = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}


@pytest.fixture
def town(groups):
    """A section with a route, its people, and a text that waits for the chief."""
    section, writer, chief, head, publicity = section_with_route(groups)
    passage = sent(writer, section, title="ふれあい電話", summary="週に一度、電話します。")
    return {"writer": writer, "chief": chief, "head": head, "publicity": publicity, "passage": passage}


def address(passage):
    return reverse("approval", args=(passage.pk,))


def steps(count, **changes):
    """What the form of a route posts."""
    data = {"steps-TOTAL_FORMS": count, "steps-INITIAL_FORMS": 0, "steps-MIN_NUM_FORMS": 0, "steps-MAX_NUM_FORMS": 99}
    for number in range(count):
        data |= {f"steps-{number}-position": number + 1, f"steps-{number}-name": "課長", f"steps-{number}-needs": "any"}
    return {"name": "福祉課の経路", "is_binding": "on", **data, **changes}


def test_whose_turn_it_is_finds_it_reads_it_and_says_yes(client, town):
    client.force_login(town["chief"])
    passage = town["passage"]
    desk, listed = (client.get(url).content.decode() for url in ("/cms/", reverse("approvals")))
    shown = client.get(address(passage)).content.decode()

    said = client.post(address(passage), {"read": passage.revision_id, "approve": "1"}, follow=True).content.decode()

    assert address(passage) in desk
    assert address(passage) in listed
    assert reverse("wagtailadmin_pages:revisions_view", args=(passage.object_id, passage.revision_id)) in shown
    assert "次の段に進みます" in said
    assert 'name="approve"' not in said
    assert [one.by for one in passage.decisions.all()] == [town["chief"]]


def test_the_preview_opens_for_whoever_decides(client, groups, town):
    deputy = staff(groups, "organisation", section=town["chief"].section)
    Absence.objects.create(person=town["chief"], deputy=deputy, first_day=TODAY)
    passage = town["passage"]
    client.force_login(deputy)

    seen = client.get(reverse("wagtailadmin_pages:revisions_view", args=(passage.object_id, passage.revision_id)))

    assert seen.status_code == 200
    assert "の代決として決裁します" in client.get(address(passage)).content.decode()


def test_strangers_find_nothing(client, groups, town):
    stranger = staff(groups, "organisation")
    kept = UrgentPublication.objects.create(
        content_type=town["passage"].content_type,
        object_id=town["passage"].object_id,
        published_by=town["publicity"],
        published_at="2026-11-23T00:00Z",
        reason="急ぎ",
        digest="x",
    )
    absence = Absence.objects.create(person=town["chief"], deputy=town["head"], first_day=TODAY)
    client.force_login(stranger)

    answers = {
        "text": client.get(address(town["passage"])).status_code,
        "decide": client.post(address(town["passage"]), {"approve": "1"}).status_code,
        "remarks": client.get(reverse("approval_remarks", args=("page", town["passage"].object_id))).status_code,
        "urgent": client.get(reverse("approval_urgent", args=("page", town["passage"].object_id))).status_code,
        "afterwards": client.get(reverse("approval_afterwards", args=(kept.pk,))).status_code,
        "away": client.get(reverse("approval_away")).status_code,
        "end": client.post(reverse("approval_back", args=(absence.pk,))).status_code,
        "routes": client.get(reverse("approval_routes")).status_code,
        "route": client.get(reverse("approval_route_new")).status_code,
    }
    listed = client.get(reverse("approvals")).content.decode()
    client.force_login(UserFactory())
    resident = client.get(address(town["passage"]))

    assert answers == dict.fromkeys(answers, 404) | {"routes": 302, "route": 302}
    assert "ふれあい電話" not in listed
    assert resident.url.startswith("/accounts/login/")


def test_what_is_sent_back_stands_in_the_editor_with_its_places(client, town):
    passage = town["passage"]
    client.force_login(town["chief"])
    fields = client.get(address(passage)).context["places"]
    at_summary = next(field.html_name for place, field in fields if place.place.field == "summary")
    without_words = client.post(address(passage), {"read": passage.revision_id, "send_back": "1"}).content.decode()

    client.post(address(passage), {"read": passage.revision_id, "send_back": "1", at_summary: "曜日を入れてください。"})

    client.force_login(town["writer"])
    editor = client.get(reverse("wagtailadmin_pages:edit", args=(passage.object_id,))).content.decode()
    remarks = client.get(reverse("approval_remarks", args=("page", passage.object_id))).json()["remarks"]
    desk = client.get("/cms/").content.decode()
    assert "直してほしい所を書いてください。" in without_words
    assert f"差し戻されました（係長 {town['chief']}）" in editor
    assert "場所ごとの意見が1件あります。" in editor
    assert [(one["field"], one["text"]) for one in remarks] == [("summary", "曜日を入れてください。")]
    assert "概要：曜日を入れてください。" in desk


def test_what_is_sent_again_shows_only_what_changed_since(client, town):
    first, writer = town["passage"], town["writer"]
    say(first, town["chief"], Verdict.RETURNED, remarks=[Said(Place("summary"), "曜日を入れてください。")])
    page = Page.objects.get(pk=first.object_id).specific
    page.summary = "毎週金曜に、電話します。"
    page.save_revision(user=writer)
    again = send_again(page, writer)
    client.force_login(town["chief"])

    shown = client.get(address(again))

    assert shown.context["compared_with"] == "returned"
    assert [str(one.field_label()) for one in shown.context["changes"]] == ["概要"]
    assert "曜日を入れてください。" in shown.content.decode()


def test_while_it_is_in_approval_the_editor_is_closed_and_says_why(client, town):
    page = Page.objects.get(pk=town["passage"].object_id).specific
    client.force_login(town["head"])
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    client.post(edit, {"title": "変えた題名", "slug": page.slug, "body-count": 0, **NO_COMMENTS})

    assert "決裁の途中です。直すときは" in client.get(edit).content.decode()
    assert Page.objects.get(pk=page.pk).draft_title == "ふれあい電話"


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_much_waits(client, town, how_many, django_assert_num_queries):
    for _ in range(how_many - 1):
        sent(town["writer"], town["chief"].section)
    client.force_login(town["chief"])
    client.get(reverse("approvals"))

    with django_assert_num_queries(23):
        shown = client.get(reverse("approvals"))

    assert len(shown.context["mine"]) == how_many


def test_those_who_keep_the_routes_write_them(client, groups, town):
    client.force_login(town["publicity"])
    new = reverse("approval_route_new")

    without_anybody = client.post(new, steps(1, section=town["publicity"].section_id)).content.decode()
    without_steps = client.post(new, steps(0, section=town["publicity"].section_id)).content.decode()
    saved = client.post(
        new, steps(1, **{"section": town["publicity"].section_id, "steps-0-by_head": "on"}), follow=True
    )

    made = Route.objects.get(section=town["publicity"].section)
    assert "この段で決裁する人を選んでください。" in without_anybody
    assert "経路には、段が1つは要ります。" in without_steps
    assert [(step.name, step.by_head) for step in made.steps.all()] == [("課長", True)]
    assert "福祉課の経路" in saved.content.decode()
    assert client.get(reverse("approval_route", args=(made.pk,))).status_code == 200


def test_everybody_of_the_town_hall_puts_down_their_own_deputy_and_comes_back(client, town):
    chief, head = town["chief"], town["head"]
    client.force_login(chief)
    away = reverse("approval_away")

    for_others = client.post(away, {"person": head.pk, "deputy": chief.pk, "first_day": "2026-11-24"})
    client.post(away, {"person": chief.pk, "deputy": head.pk, "first_day": "2026-11-24", "last_day": "2099-12-01"})
    absence = Absence.objects.get()
    client.post(reverse("approval_back", args=(absence.pk,)))

    assert for_others.status_code == 200
    assert (absence.person, absence.deputy) == (chief, head)
    assert not Absence.objects.on(TODAY.replace(year=2098)).exists()


def test_urgently_from_the_screen_and_confirmed_by_another(client, groups, town):
    page = plain_page(owner=town["writer"], section=town["chief"].section, live=False)
    client.force_login(town["publicity"])
    urgent = reverse("approval_urgent", args=("page", page.pk))

    client.post(urgent, {"reason": ""})
    before = UrgentPublication.objects.count()
    client.post(urgent, {"reason": "台風が近づいています。"})

    kept = UrgentPublication.objects.get()
    own = client.get(reverse("approval_afterwards", args=(kept.pk,))).content.decode()
    client.force_login(town["head"])
    desk = client.get("/cms/").content.decode()
    client.post(reverse("approval_afterwards", args=(kept.pk,)), {"note": ""})
    kept.refresh_from_db()
    assert before == 0
    assert Page.objects.get(pk=page.pk).live is True
    assert "ほかの人が確認します" in own
    assert "緊急公開の確認待ち" in desk
    assert kept.confirmed_by == town["head"]


def test_the_history_says_who_decided(client, town):
    say(town["passage"], town["chief"], comment="読みました。")
    client.force_login(town["publicity"])

    history = client.get(reverse("wagtailadmin_pages:history", args=(town["passage"].object_id,))).content.decode()

    assert f"係長 {town['chief']}が決裁しました。読みました。" in history
    assert Passage.objects.count() == 1
