"""Whoever empties the whole database empties the log with it, and it is kept again afterwards."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tests.factories.core import UserFactory
from tests.factories.events import NOW


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_emptying_everything_empties_the_log_and_the_next_line_is_kept():
    log(instance=UserFactory(), action="wagtail.edit")

    # As the suite does it: whoever comes next finds the numbers of rows and the content types where they were.
    call_command("flush", interactive=False, verbosity=0, reset_sequences=False, inhibit_post_migrate=True)

    assert ModelLogEntry.objects.count() == 0
    ModelLogEntry.objects.bulk_create([ModelLogEntry(label="一", action="wagtail.edit", timestamp=NOW)])
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailcore_modellogentry")
    assert ModelLogEntry.objects.count() == 1
