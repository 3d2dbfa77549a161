"""A new page whose form is sent by itself and by a button at the same moment is made once."""

import pytest
from django.test import Client

from tests.at_once import at_the_same_moment
from tests.factories.home import staff, town_with_roles
from tests.home.views.test_new_pages import JSON, made, opened, send


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_at_the_same_moment_there_is_one_page_and_no_error():
    user = staff(town_with_roles(), "editor")
    clients = [Client(), Client(), Client()]
    for client in clients:
        client.force_login(user)
    form = opened(clients[0])

    given = at_the_same_moment(
        lambda: send(clients[0], form, "とちゅう", headers=JSON).status_code,
        lambda: send(clients[1], form, "できあがり").status_code,
        lambda: send(clients[2], opened(clients[2]), "べつのページ").status_code,
    )

    assert given[1:] == [302, 302]
    assert given[0] in {200, 400}
    assert sorted(made()) == ["できあがり", "べつのページ"]
