"""Who may what: every role at every address of the staff side, about what is theirs and what is another section's.

The answers stand in `who_may.txt`. A new address fails here with the lines that
are missing; a line whose address is gone fails, too.
"""

import pytest
from django.db import transaction
from django.test import Client

from tests.architecture.staff_addresses import addresses
from tests.architecture.staff_answers import all_answers, answer, lines, table
from tests.architecture.staff_examples import example
from tests.architecture.staff_town import town as build_town

pytestmark = pytest.mark.django_db
# What the log-in itself needs, or what stands in for it.
OPEN_TO_ALL = ("wagtailadmin_password_reset", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog")


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker, quick):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_town()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def answered(town):
    return all_answers(town)


def test_every_address_stands_in_the_table(answered):
    rows, _slips = answered

    missing = {key: words for key, words in rows.items() if key not in table()}

    assert not missing, lines(missing)


def test_every_line_of_the_table_is_an_address(answered):
    rows, _slips = answered

    left_over = {key: words for key, words in table().items() if key not in rows}

    assert not left_over, lines(left_over)


def test_every_role_gets_the_answer_of_the_table(answered):
    rows, _slips = answered
    written = table()

    others = {key: words for key, words in rows.items() if written.get(key, words) != words}

    assert not others, lines(others)


def test_what_is_refused_writes_nothing(answered):
    _rows, slips = answered

    assert slips == []


@pytest.mark.parametrize("who", ["a stranger", "a resident with an account"])
def test_nobody_else_comes_in(town, who):
    client = Client()
    if who != "a stranger":
        client.force_login(town["resident"], backend="tests.architecture.blank.Remembering")

    let_in = {
        address.row
        for address in addresses()
        for method in (("GET", "POST") if address.takes_forms else ("GET",))
        if answer(client, method, example(address, town["other"]), {})[0] != "login"
    }

    assert {row for row in let_in if not row.startswith(OPEN_TO_ALL)} == set()
