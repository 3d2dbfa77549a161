import sqlite3
from datetime import UTC, date, datetime

import pytest
from django.db import OperationalError, connection, transaction

from portal.core.domain.page_views import count_view, tally
from portal.core.models import PageViews
from portal.core.patience import waiting_at_most
from search.domain.unanswered import record
from search.models import UnansweredQuestion

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.fixture
def held():
    """Somebody else who is writing, as an import does for minutes."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has one writer at a time")
    connection.ensure_connection()
    # The suite's database may be in memory, shared under this name.
    name = connection.settings_dict["NAME"]
    other = sqlite3.connect(name, uri=str(name).startswith("file:"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def patience():
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA busy_timeout").fetchone()[0]


def test_a_writer_gives_up_soon_and_is_as_patient_as_before_afterwards(held):
    before = patience()

    with waiting_at_most(0.05), pytest.raises(OperationalError), transaction.atomic():
        pass

    assert patience() == before > 50


def test_while_somebody_else_writes_a_search_without_a_hit_is_not_kept(held):
    assert record("火星への移住", today=date(2026, 11, 23)) is False

    held.rollback()
    assert UnansweredQuestion.objects.count() == 0


def test_while_somebody_else_writes_views_wait_for_their_next_turn(held):
    for _ in range(200):
        count_view(1, NOW)
    held.rollback()

    tally.write_down()

    assert [row.views for row in PageViews.objects.all()] == [200]
