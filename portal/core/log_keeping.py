"""The log stays as it was written: nobody changes or deletes a line of it, whatever screen or code asks.

The database refuses changes by itself (core.0013); this refuses before it, and says so in words.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
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
