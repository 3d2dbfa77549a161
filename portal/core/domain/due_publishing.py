"""Publishing and expiring by the clock, so that a power cut loses nothing and two workers double nothing."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("portal.due_work")
PUBLISHED: Final = "wagtail.publish.scheduled"
EXPIRED: Final = "wagtail.unpublish.scheduled"


def publish_due(now: datetime) -> int:
    """Take down what has expired and publish what is due at ``now``; returns how much was done.

    Wagtail's own command saves a page, its revision, its log and tells search one after the other.
    Here each page is one transaction behind a lock: killed in the middle it is due again, and a
    second worker passes it over. One that fails is logged and holds up no other.
    """
    done = 0
    for model in _expiring():
        due = model._default_manager.filter(live=True, expire_at__lt=now).order_by("expire_at")
        done += sum(_tried(_expire, model, pk, now) for pk in list(due.values_list("pk", flat=True)))
    revisions = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at", "pk")
    return done + sum(_tried(_publish, Revision, pk, now) for pk in list(revisions.values_list("pk", flat=True)))


def _expiring() -> Iterator[type[models.Model]]:
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _tried(perform: Callable[..., bool], model: type[models.Model], pk: Any, now: datetime) -> bool:
    try:
        return perform(model, pk, now)
    except Exception:
        logger.exception("Not done on time: %s %s", model._meta.label, pk)
        return False


@transaction.atomic
def _expire(model: Any, pk: Any, now: datetime) -> bool:
    due = model._default_manager.select_for_update(of=("self",)).filter(pk=pk, live=True, expire_at__lt=now).first()
    if due is None:
        return False
    due.unpublish(set_expired=True, log_action=EXPIRED)
    return True


@transaction.atomic
def _publish(model: type[Revision], pk: Any, now: datetime) -> bool:
    due = model.objects.select_for_update(of=("self",)).filter(pk=pk, approved_go_live_at__lt=now).first()
    if due is None:
        return False
    due.publish(log_action=PUBLISHED)
    return True
