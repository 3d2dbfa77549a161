"""Whoever wrote an outcome of a meeting or a story neither confirms it nor puts it on the site, by whatever address."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from events.models import MeetingOutcomePage
from home.models import StoryPage
from portal.core.domain.second_person import confirm, reading_of
from tests.factories.core import AdminFactory
from tests.factories.events import NOW, draft_outcome, outcome
from tests.factories.home import draft_story, staff, story, town_with_roles

pytestmark = pytest.mark.django_db
WRITERS = ("approver", "publicity", "administrator")
KINDS = {"outcome": (MeetingOutcomePage, draft_outcome, outcome), "story": (StoryPage, draft_story, story)}
# The machinery is the same: for stories the one who may do everything is enough.
ROLES = {"outcome": WRITERS, "story": ("administrator",)}
both = pytest.mark.parametrize("kind", KINDS)


def form_of(client, page, **changes):
    """What the editor of Wagtail would send for ``page``, changed."""
    form = client.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    sent = {name: value for name, value in sent.items() if isinstance(value, (str, int)) or hasattr(value, "isoformat")}
    for formset in form.formsets.values():
        sent |= {f"{formset.prefix}-TOTAL_FORMS": "0", f"{formset.prefix}-INITIAL_FORMS": "0"}
    return sent | {**body_of(page), "slug": page.slug, "title": page.title} | changes


def body_of(page):
    """The blocks of ``page`` as the editor sends them: none, or the first, which is a heading."""
    if not page.body:
        return {"body-count": "0"}
    heading = {"type": "heading", "deleted": "", "order": "0", "id": "", "value-text": "声かけ", "value-level": "2"}
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in heading.items()}


def edit(client, page, **changes):
    client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form_of(client, page, **changes))


def publish_from_the_editor(client, page):
    edit(client, page, **{"action-publish": "1"})


def publish_as_new(client, page):
    address = reverse(
        "wagtailadmin_pages:add", args=(page._meta.app_label, page._meta.model_name, page.get_parent().pk)
    )
    client.post(address, form_of(client, page, slug="new-one", **{"action-publish": "1"}))


def publish_at_a_time(client, page):
    later = (NOW + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    edit(client, page, go_live_at=later, **{"action-publish": "1"})
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        call_command("publish_scheduled", verbosity=0)


def publish_many(client, page):
    client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={page.pk}")


def publish_all_below(client, page):
    address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    client.post(f"{address}?id={page.get_parent().pk}", {"include_descendants": "on"})


def act(client, page, action, **data):
    address = reverse("wagtailadmin_api:pages:action", args=(page.pk, action))
    client.post(address, json.dumps(data), content_type="application/json")


def publish_by_the_api(client, page):
    act(client, page, "publish")


def copy_by_the_api(client, page):
    act(client, page, "copy", keep_live=True, title="別の題名", slug="copied")
    act(client, page, "create_alias", update_slug="mirrored")


def revert_by_the_api(client, page):
    act(client, page, "revert_to_page_revision", revision_id=page.get_latest_revision().pk)
    act(client, page, "publish")


def go_back_to_a_version(client, page):
    address = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, page.get_latest_revision().pk))
    client.post(address, form_of(client, page, **{"action-publish": "1"}))


def copy_and_publish(client, page):
    client.post(
        reverse("wagtailadmin_pages:copy", args=(page.pk,)),
        {
            "new_title": "写し",
            "new_slug": "copy",
            "new_parent_page": page.get_parent().pk,
            "publish_copies": "on",
            "copy_subpages": "on",
        },
    )
    for copied in type(page).objects.exclude(pk=page.pk):
        confirm_oneself(client, copied)
        publish_many(client, copied)


def approve_oneself(client, page):
    edit(client, page, **{"action-submit": "1"})
    state = page.current_workflow_state
    if state is None:
        return
    task = state.current_task_state
    client.post(reverse("wagtailadmin_pages:workflow_action", args=(page.pk, "approve", task.pk)), {"comment": ""})
    edit(client, page, **{"action-workflow-action": "1", "workflow-action-name": "approve"})


def confirm_oneself(client, page):
    client.post(
        reverse("second_person_check", args=(page.pk,)),
        {"read": reading_of(page).fingerprint, "has_looked": "on", "confirm": "1", "note": ""},
    )
    client.post(reverse("second_person_publish", args=(page.pk,)))


def answer_for_the_stops(client, page):
    digest = reading_of(page).fingerprint
    address = reverse("authoring_publish_over", args=("page", page.pk))
    client.post(address, {"reason": "急ぎのため", "read_stops": digest, "read": digest})


WAYS = (
    publish_from_the_editor,
    publish_as_new,
    publish_at_a_time,
    publish_many,
    publish_all_below,
    publish_by_the_api,
    copy_by_the_api,
    revert_by_the_api,
    go_back_to_a_version,
    copy_and_publish,
    approve_oneself,
    confirm_oneself,
    answer_for_the_stops,
)


@pytest.fixture(scope="module")
def writers(django_db_setup, django_db_blocker, quick):
    """Somebody of each role who may write outcomes and publish, logged in."""
    with django_db_blocker.unblock(), transaction.atomic(), time_machine.travel(NOW, tick=False):
        groups, people = town_with_roles(), {}
        for role in WRITERS:
            people[role] = staff(groups, role), Client()
            people[role][1].force_login(people[role][0], backend="tests.architecture.blank.Remembering")
        yield people
        transaction.set_rollback(True)


@both
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_round_the_second_person(writers, way, kind):
    model, draft, _ready = KINDS[kind]
    got_out = {}
    for role in ROLES[kind]:
        user, client = writers[role]
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            page = draft(owner=user)

            way(client, page)

            got_out[role] = (
                model.objects.live().count(),
                model.checks_of_type().filter(checked_by=user, decision="confirmed").count(),
            )
            transaction.set_rollback(True)

    assert got_out == dict.fromkeys(ROLES[kind], (0, 0))


@both
def test_a_copy_of_what_was_confirmed_does_not_carry_another_title_to_the_site(writers, kind):
    model, _draft, ready = KINDS[kind]
    user, client = writers["administrator"]
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        page = ready(owner=user)

        copy_by_the_api(client, page)

        titles = set(model.objects.live().values_list("title", flat=True))
        transaction.set_rollback(True)

    assert titles == {page.title}


@both
def test_a_text_changed_after_it_was_confirmed_waits_again(writers, kind):
    model, draft, _ready = KINDS[kind]
    user, client = writers["publicity"]
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        page = draft(owner=user)
        confirm(page=page, user=AdminFactory(), read=reading_of(page).fingerprint, now=NOW)

        edit(client, page, summary="川上のまきさんの話", **{"action-publish": "1"})

        kept = model.objects.get(pk=page.pk).get_latest_revision_as_object().summary
        live = model.objects.live().count()
        transaction.set_rollback(True)

    assert (kept, live) == ("川上のまきさんの話", 0)


@both
def test_whoever_wrote_a_text_does_not_confirm_the_copy_that_a_colleague_made_of_it(writers, kind):
    model, draft, _ready = KINDS[kind]
    writer, client = writers["approver"]
    _colleague, helper = writers["publicity"]
    with transaction.atomic(), time_machine.travel(NOW, tick=False):
        page = draft(owner=writer)
        helper.post(
            reverse("wagtailadmin_pages:copy", args=(page.pk,)),
            {"new_title": page.title, "new_slug": "copy", "new_parent_page": page.get_parent().pk},
        )
        copied = model.objects.exclude(pk=page.pk).get()

        confirm_oneself(client, copied)

        kept = model.checks_of_type().filter(checked_by=writer).count()
        transaction.set_rollback(True)

    assert kept == 0


@both
def test_the_same_ways_are_open_once_somebody_else_has_confirmed(writers, kind):
    model, draft, _ready = KINDS[kind]
    user, client = writers["approver"]
    live = {}
    for way in (publish_many, publish_by_the_api):
        with transaction.atomic(), time_machine.travel(NOW, tick=False):
            page = draft(owner=user)
            confirm(page=page, user=AdminFactory(), read=reading_of(page).fingerprint, now=NOW)

            way(client, page)

            live[way.__name__] = model.objects.live().count()
            transaction.set_rollback(True)

    assert live == {"publish_many": 1, "publish_by_the_api": 1}
