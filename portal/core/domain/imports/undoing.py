"""Undoing an import as a whole, but for what somebody has worked on since."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task
from wagtail.log_actions import log

from portal.core.domain.imports.receiving import ImportRefused, WhyNotImported
from portal.core.domain.imports.working import is_small, save_alone
from portal.core.models import ImportedRow, ImportState, OpenDataImport, RowOutcome, User
from portal.core.open_data.importing import be_patient, wait_for_other_imports
from portal.core.open_data.keeping import Keeper, Snapshot, as_json, keeper_for
from portal.core.open_data.profile import load_profile
from portal.core.publishing import let_through

UNDONE: Final = "core.import_undone"
_AT_A_TIME: Final = 200

logger = logging.getLogger("portal.imports")


class WhyKept(models.TextChoices):
    """Why an entry stays as it is although its import is undone."""

    CHANGED = "changed", _("changed since by somebody")
    GONE = "gone", _("deleted since")
    USED = "used", _("used by something else")


@transaction.atomic
def begin_undoing(*, one: OpenDataImport, now: datetime) -> None:
    """Let nobody else write from here on. Raises ImportRefused when there is nothing to undo, or somebody writes."""
    kept = OpenDataImport.objects.select_for_update().get(pk=one.pk)
    if not kept.can_be_undone:
        raise ImportRefused(WhyNotImported.NOT_CHECKED)
    kept.state, kept.touched_at, kept.message = ImportState.UNDOING, now, ""
    save_alone(kept)


def start_undoing(one: OpenDataImport, by: User) -> None:
    """Undo it now if it is small, else as soon as the worker comes round."""
    if is_small(one):
        undo(one.pk, by.pk)
    else:
        undo_later.enqueue(one.pk, by.pk)


def undo(pk: int, user_pk: int) -> None:
    """Restore what was changed and take away what was added, in one transaction.

    What somebody has worked on since stays, and is named in ``kept``.
    """
    be_patient()
    try:
        with transaction.atomic():
            wait_for_other_imports()
            one = OpenDataImport.objects.select_for_update().get(pk=pk)
            if one.state == ImportState.UNDOING:
                _undone(one, User.objects.filter(pk=user_pk).first())
    except Exception:
        words = str(WhyNotImported.NOT_CHECKED.label)
        OpenDataImport.objects.filter(pk=pk).update(state=ImportState.APPLIED, message=words, touched_at=timezone.now())
        logger.exception("Import %s was not undone", pk)
        raise


@task()
def undo_later(pk: int, user_pk: int) -> None:
    undo(pk, user_pk)


def _undone(one: OpenDataImport, by: User | None) -> None:
    keeper = keeper_for(load_profile(one.profile))
    kept: list[list[str]] = []
    rows = list(one.rows.that_wrote())
    # What is written stood there before: nobody is asked again whether it may.
    with let_through():
        for start in range(0, len(rows), _AT_A_TIME):
            kept += _take_back(keeper, rows[start : start + _AT_A_TIME])
        keeper.finish()
    one.kept = kept
    one.state, one.touched_at = ImportState.UNDONE, timezone.now()
    one.save()
    log(instance=one, action=UNDONE, user=by, data={"rows": len(rows), "kept": len(kept)})


def _take_back(keeper: Keeper, rows: Sequence[ImportedRow]) -> list[list[str]]:
    """Undo these rows; title and reason of those that stay."""
    now = keeper.by_key([row.object_id for row in rows if row.object_id is not None])
    kept = []
    for row in rows:
        snapshot = now.get(row.object_id or 0)
        if reason := _why_kept(keeper, row, snapshot):
            kept.append([snapshot.title if snapshot else row.title, str(reason.label)])
        elif snapshot is not None and row.outcome == RowOutcome.ADDED:
            keeper.remove(snapshot.pk)
        elif snapshot is not None:
            keeper.put_back(snapshot.pk, _values(row))
    return kept


def _why_kept(keeper: Keeper, row: ImportedRow, now: Snapshot | None) -> WhyKept | None:
    if now is None:
        # What was added and is gone needs no undoing.
        return None if row.outcome == RowOutcome.ADDED else WhyKept.GONE
    if as_json(now.kept) != row.after:
        return WhyKept.CHANGED
    return WhyKept.USED if row.outcome == RowOutcome.ADDED and keeper.is_used(now.pk) else None


def _values(row: ImportedRow) -> dict[str, Any]:
    values: dict[str, Any] = (row.before or {})["values"]
    return values
