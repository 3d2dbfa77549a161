"""The log stays as it was written: nobody changes or deletes a line of it, whatever screen or code asks.

The database refuses by itself (core.0013, core.0018); this refuses before it, and says so in words.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import pre_delete, pre_save
from wagtail.models import ModelLogEntry, PageLogEntry

LOGS = (PageLogEntry, ModelLogEntry)


class LogIsKept(PermissionDenied):
    """Raised when somebody tries to change or delete what was done."""


def keep() -> None:
    """Stand before both logs; called from ``ready()``."""
    for log in LOGS:
        pre_save.connect(_only_new, sender=log, dispatch_uid=f"core.log_keeping.{log.__name__}")
        pre_delete.connect(_never, sender=log, dispatch_uid=f"core.log_keeping.{log.__name__}")


def _only_new(*, instance: Any, **_facts: Any) -> None:
    if not instance._state.adding:
        raise LogIsKept


def _never(**_facts: Any) -> None:
    raise LogIsKept


@contextmanager
def let_go(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Within this the database refuses nothing: for whoever empties all of it. Fails as a whole or not at all."""
    tables = [log._meta.db_table for log in LOGS]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN (%s, %s)", tables
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in triggers:
                cursor.execute(sql)
        else:
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
