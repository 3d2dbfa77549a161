"""What the editor saves by itself never takes the place of what somebody pressed a button for meanwhile."""

import pytest
from django.urls import reverse
from wagtail import hooks

from resources.models import Agency
from tests.factories.home import plain_page
from tests.factories.resources import AgencyFactory
from tests.home.views.test_new_pages import JSON

REFUSED = (400, "invalid_revision", "保存すると、より新しい版が上書きされます。")


@pytest.fixture
def page(client, log_in):
    return plain_page(title="まえ", owner=log_in("approver"))


def form_of(client, thing):
    """The address of the editor, and what its form holds beside the words."""
    if isinstance(thing, Agency):
        address = reverse(thing.snippet_viewset.get_url_name("edit"), args=(thing.pk,))
    else:
        address = reverse("wagtailadmin_pages:edit", args=(thing.pk,))
    form = client.get(address).context["form"]
    data = {bound.html_name: value for bound in form if not isinstance(value := bound.value(), (list, dict)) and value}
    return address, {
        **data,
        "body-count": "0",
        "hours-TOTAL_FORMS": "0",
        "hours-INITIAL_FORMS": "0",
        "whole_town": "on",
    }


def pressed(thing, **words):
    """Somebody's press, as it comes in while another request for the same text has begun."""
    fresh = type(thing)._default_manager.get(pk=thing.pk).get_latest_revision_as_object()
    for name, value in words.items():
        setattr(fresh, name, value)
    fresh.save_revision(clean=False)


def answer(response):
    told = response.json()
    return response.status_code, told.get("error_code"), told.get("error_message")


@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_what_was_pressed_while_the_editor_saves_by_itself_stays(client, page, again):
    address, form = form_of(client, page)
    revision = page.get_latest_revision()
    if again:
        first = client.post(address, form | {"title": "とちゅう"}, headers=JSON).json()
        form |= {"overwrite_revision_id": first["revision_id"]}
    else:
        form |= {"loaded_revision_id": revision.pk, "loaded_revision_created_at": revision.created_at.isoformat()}

    with hooks.register_temporarily("before_edit_page", lambda request, shown: pressed(shown, title="できあがり")):
        late = client.post(address, form | {"title": "とちゅう"}, headers=JSON)

    assert answer(late) == REFUSED
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "できあがり"


def test_a_press_is_taken_whatever_was_saved_meanwhile(client, page):
    address, form = form_of(client, page)

    with hooks.register_temporarily("before_edit_page", lambda request, shown: pressed(shown, title="とちゅう")):
        client.post(address, form | {"title": "できあがり"})

    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "できあがり"


def test_entries_of_the_directory_are_kept_in_the_same_order(client, log_in):
    log_in("approver")
    agency = AgencyFactory(name="まえ")
    agency.save_revision()
    address, form = form_of(client, agency)

    with hooks.register_temporarily("before_edit_snippet", lambda request, shown: pressed(shown, name="できあがり")):
        late = client.post(address, form | {"name": "とちゅう"}, headers=JSON)

    assert answer(late) == REFUSED
    agency.refresh_from_db()
    assert agency.get_latest_revision_as_object().name == "できあがり"
