"""A press and a save by itself that come in at the same moment: what was pressed for stays."""

import pytest
from django.test import Client

from home.models import PlainPage
from tests.at_once import at_the_same_moment
from tests.factories.home import plain_page, staff, town_with_roles
from tests.home.views.test_new_pages import JSON
from tests.home.views.test_saving import form_of


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_was_pressed_stays_whoever_comes_first():
    user = staff(town_with_roles(), "approver")
    page = plain_page(title="まえ", owner=user)
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(user)
    address, form = form_of(clients[0], page)
    form |= {"overwrite_revision_id": clients[0].post(address, form, headers=JSON).json()["revision_id"]}
    pressed = {name: value for name, value in form.items() if name != "overwrite_revision_id"}

    given = at_the_same_moment(
        lambda: clients[0].post(address, form | {"title": "とちゅう"}, headers=JSON).status_code,
        lambda: clients[1].post(address, pressed | {"title": "できあがり"}).status_code,
    )

    assert given[0] in {200, 400}
    assert given[1] == 302
    assert PlainPage.objects.get(pk=page.pk).get_latest_revision_as_object().title == "できあがり"
