"""Changing a field of what is written without making a new revision: on the site and in every draft of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from wagtail.models import Revision, TaskState

Content = dict[str, Any]


def living_revisions(thing: Any) -> "models.QuerySet[Revision]":
    """The revisions of ``thing`` that can still come to the site: the live, the latest, scheduled, under approval.

    What lies before them is history and is left as it was.
    """
    kept = [pk for pk in (thing.live_revision_id, thing.latest_revision_id) if pk]
    return Revision.objects.for_instance(thing).filter(Q(pk__in=kept) | Q(pk__in=waiting_revisions().values("pk")))


def waiting_revisions() -> "models.QuerySet[Revision]":
    """The revisions, of whatever, that are scheduled or under approval."""
    under_way = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).values("revision")
    return Revision.objects.filter(Q(approved_go_live_at__isnull=False) | Q(pk__in=under_way))


def set_in_place(thing: Any, values: Mapping[str, Any]) -> None:
    """Set plain fields of ``thing`` to ``values``, in its row and in each living revision.

    Call it within a transaction. Nothing asks for a second person and no
    signal is sent: it is for what belongs to the thing rather than to its
    text, such as who answers for it.
    """
    fields = {name: thing._meta.get_field(name) for name in values}
    type(thing)._base_manager.filter(pk=thing.pk).update(
        **{field.attname: values[name] for name, field in fields.items()}
    )
    for name, field in fields.items():
        setattr(thing, field.attname, values[name])
    stored = {name: field.value_to_string(thing) if _is_day(field) else values[name] for name, field in fields.items()}
    stored = {name: None if values[name] is None else value for name, value in stored.items()}
    rewrite_revisions(living_revisions(thing), lambda content: {**content, **stored})


def rewrite_revisions(revisions: Iterable[Revision], write: Callable[[Content], Content]) -> list[int]:
    """Let ``write`` make new contents of ``revisions``; returns the numbers of those that it changed."""
    changed = []
    for revision in revisions:
        content = write(revision.content)
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)
            changed.append(revision.pk)
    return changed


def _is_day(field: Any) -> bool:
    return isinstance(field, models.DateField)
