"""Tells every process that something has changed: a number in the database that is another after each change.

It is drawn, not counted: what one process read within a transaction that was
rolled back must not pass for what another change made afterwards.
"""

import secrets
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save

from search.models import Alias, KnowledgeStamp, Need, NeedAgencyType

_ONE: Final = 1
_BITS: Final = 62


@transaction.atomic
def bump() -> None:
    """Mark one change, in the transaction of whoever made it; until that ends, others wait or read the old number."""
    draw(KnowledgeStamp.objects.all())


def draw(stamps: QuerySet[Any]) -> None:
    """Give the one row of ``stamps`` another number, never 0; call it within the transaction of the change."""
    version = secrets.randbits(_BITS) or 1
    if not stamps.filter(pk=_ONE).update(version=version):
        stamps.bulk_create([stamps.model(pk=_ONE)], ignore_conflicts=True)
        stamps.filter(pk=_ONE).update(version=version)


def follow_knowledge() -> None:
    """Count each change that staff make in Wagtail's forms; whoever writes many rows at once calls ``bump``."""
    agency_type = NeedAgencyType._meta.get_field("agency_type").related_model
    for model in (Alias, Need, NeedAgencyType, agency_type):
        for signal in (post_save, post_delete):
            signal.connect(_count, sender=model, dispatch_uid=f"search knowledge {model}")
    m2m_changed.connect(_count, sender=Need.concerns.through, dispatch_uid="search knowledge concerns")


def _count(**kwargs: Any) -> None:
    bump()
