"""A change of the knowledge is seen elsewhere. These tests empty the database: a file of their own."""

import threading

import pytest
from django.db import connection

from search.domain.knowledge import stamp
from tests.factories.search import AliasFactory


def on_another_connection(ask):
    """What ``ask`` answers in a thread, which has a connection of its own."""
    answers = []

    def run():
        try:
            answers.append(ask())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.django_db(transaction=True)
def test_another_connection_sees_the_change_when_it_is_done():
    before = on_another_connection(stamp)

    AliasFactory()

    assert on_another_connection(stamp) != before
