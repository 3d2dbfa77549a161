"""Checking a file, and taking it over: the same steps, once taken back and once kept."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from portal.core.domain.imports.receiving import ImportRefused, WhyNotImported, as_path
from portal.core.models import ImportedRow, ImportState, OpenDataImport, User
from portal.core.open_data.importing import be_patient, wait_for_other_imports
from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.profile import Kind, load_profile
from portal.core.open_data.reading import open_table
from portal.core.open_data.registry import NotReady, Outcome
from portal.core.open_data.watching import Watch

APPLIED: Final = "core.import_applied"
# What is done while the clerk waits; more goes to the worker.
AT_ONCE: Final = {Kind.AGENCY: 200, Kind.FACILITY: 200, Kind.EVENT: 30}
_AT_A_TIME: Final = 500

logger = logging.getLogger("portal.imports")


def is_small(one: OpenDataImport) -> bool:
    """Whether it is done while the clerk waits."""
    return one.rows_total <= AT_ONCE[load_profile(one.profile).kind]


def start_checking(one: OpenDataImport) -> None:
    """Check it now if it is small, else as soon as the worker comes round."""
    if is_small(one):
        check(one.pk)
    else:
        check_later.enqueue(one.pk)


def check(pk: int) -> None:
    """Find out what the file would do and keep it as the preview; again is harmless."""
    one = _begun(pk, ImportState.CHECKING, (ImportState.WAITING, ImportState.CHECKED))
    if one is None:
        return
    try:
        watch = _watched(one, lambda done: _tell(pk, done))
    except (UnreadableFile, NotReady) as error:
        _ended(pk, state=ImportState.FAILED, message=str(error)[:400], content=None)
    except Exception:
        _ended(pk, state=ImportState.FAILED, message=str(WhyNotImported.NOT_CHECKED.label), content=None)
        raise
    else:
        _keep_preview(pk, watch)


@transaction.atomic
def begin_taking_over(*, one: OpenDataImport, by: User, now: datetime) -> None:
    """Let nobody else write from here on. Raises ImportRefused when somebody else does, or it is not checked."""
    kept = OpenDataImport.objects.select_for_update().get(pk=one.pk)
    if kept.state != ImportState.CHECKED:
        raise ImportRefused(WhyNotImported.NOT_CHECKED)
    if not kept.added + kept.updated:
        raise ImportRefused(WhyNotImported.NOTHING)
    kept.state, kept.touched_at, kept.message = ImportState.APPLYING, now, ""
    save_alone(kept)


def start_taking_over(one: OpenDataImport, by: User) -> None:
    """Take it over now if it is small, else as soon as the worker comes round."""
    if is_small(one):
        take_over(one.pk, by.pk)
    else:
        take_over_later.enqueue(one.pk, by.pk)


def take_over(pk: int, user_pk: int) -> None:
    """All of it or nothing. What is not what the preview showed is checked anew instead.

    Rows and state are written in one transaction: killed in the middle, nothing was done.
    """
    be_patient()
    try:
        with transaction.atomic():
            wait_for_other_imports()
            one = OpenDataImport.objects.select_for_update().get(pk=pk)
            if one.state != ImportState.APPLYING:
                return
            _taken_over(one, User.objects.filter(pk=user_pk).first())
    except ImportRefused as refused:
        _ended(pk, state=ImportState.CHECKED)
        check(pk)
        _ended(pk, message=str(refused))
    except Exception:
        _ended(pk, state=ImportState.CHECKED, message=str(WhyNotImported.NOT_CHECKED.label))
        logger.exception("Import %s was not taken over", pk)
        raise


@task()
def check_later(pk: int) -> None:
    check(pk)


@task()
def take_over_later(pk: int, user_pk: int) -> None:
    take_over(pk, user_pk)


def _taken_over(one: OpenDataImport, by: User | None) -> None:
    profile = load_profile(one.profile)
    with as_path(one.content or b"", one.file_name) as path:
        watch = Watch(profile, open_table(path, profile))
        watch.take_over()
    if watch.digest != one.digest:
        raise ImportRefused(WhyNotImported.CHANGED)
    now = timezone.now()
    one.rows.all().delete()
    _keep_rows(one, watch)
    one.state, one.content, one.applied_at, one.touched_at = ImportState.APPLIED, None, now, now
    one.save()
    log(instance=one, action=APPLIED, user=by, data=_numbers(watch))


def _watched(one: OpenDataImport, progress: Callable[[int], None]) -> Watch:
    profile = load_profile(one.profile)
    with as_path(one.content or b"", one.file_name) as path:
        watch = Watch(profile, open_table(path, profile))
        watch.preview(progress)
    return watch


@transaction.atomic
def _begun(pk: int, state: ImportState, after: tuple[ImportState, ...]) -> OpenDataImport | None:
    one = OpenDataImport.objects.select_for_update().filter(pk=pk, state__in=after).first()
    if one is None:
        return None
    one.state, one.touched_at, one.rows_done = state, timezone.now(), 0
    one.save(update_fields=["state", "touched_at", "rows_done"])
    return one


def _tell(pk: int, done: int) -> None:
    _ended(pk, rows_done=done)


@transaction.atomic
def _keep_preview(pk: int, watch: Watch) -> None:
    one = OpenDataImport.objects.select_for_update().get(pk=pk)
    if one.state != ImportState.CHECKING:
        return
    one.rows.all().delete()
    _keep_rows(one, watch)
    one.state, one.digest, one.rows_done, one.message = ImportState.CHECKED, watch.digest, one.rows_total, ""
    for name, number in _numbers(watch).items():
        setattr(one, name, number)
    one.touched_at = timezone.now()
    one.save()


def _keep_rows(one: OpenDataImport, watch: Watch) -> None:
    rows = (ImportedRow(taken_from=one, **row.as_fields()) for row in watch.rows)
    ImportedRow.objects.bulk_create(rows, batch_size=_AT_A_TIME)


def _numbers(watch: Watch) -> dict[str, int]:
    return {
        name: watch.counts[outcome]
        for name, outcome in (
            ("added", Outcome.ADDED),
            ("updated", Outcome.UPDATED),
            ("unchanged", Outcome.UNCHANGED),
            ("rejected", Outcome.REJECTED),
        )
    }


def _ended(pk: int, **fields: object) -> None:
    OpenDataImport.objects.filter(pk=pk).update(touched_at=timezone.now(), **fields)


def save_alone(one: OpenDataImport) -> None:
    """The database itself lets one import write at a time. Raises ImportRefused."""
    try:
        with transaction.atomic():
            one.save()
    except IntegrityError as error:
        raise ImportRefused(WhyNotImported.BUSY) from error
