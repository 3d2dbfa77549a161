"""What the clock does for uploads: nothing stays longer than it is needed, nothing hangs for ever."""

from datetime import datetime, timedelta
from typing import Final

from portal.core.domain.imports.receiving import WhyNotImported, drop
from portal.core.due_work import DueWork, register
from portal.core.models import CAN_BE_UNDONE_FOR, ImportedRow, ImportState, OpenDataImport, SheetUpload

FILES_STAY: Final = timedelta(days=1)
HANGS_AFTER: Final = timedelta(minutes=30)
# A step that died with its process goes back to where it began: what it wrote was never kept.
_BACK: Final = {
    ImportState.CHECKING: ImportState.WAITING,
    ImportState.APPLYING: ImportState.CHECKED,
    ImportState.UNDOING: ImportState.APPLIED,
}


def connect() -> None:
    """Join the work that is due by the clock."""
    register(DueWork("tidy up uploads", tidy))


def tidy(now: datetime) -> int:
    """Delete files after a day and what undoing needs after its time; free what hangs. Returns how much it did."""
    done = 0
    words = str(WhyNotImported.NOT_CHECKED.label)
    for state, back in _BACK.items():
        hanging = OpenDataImport.objects.in_state(state).begun_before(now - HANGS_AFTER)
        done += hanging.update(state=back, message=words, touched_at=now)
    unused = (ImportState.WAITING, ImportState.CHECKED, ImportState.FAILED)
    for one in OpenDataImport.objects.in_state(*unused).begun_before(now - FILES_STAY).defer("content"):
        drop(one=one, by=None, now=now)
        done += 1
    old = OpenDataImport.objects.in_state(ImportState.APPLIED, ImportState.UNDONE).begun_before(now - CAN_BE_UNDONE_FOR)
    done += ImportedRow.objects.filter(taken_from__in=old.values("pk")).delete()[0]
    return done + SheetUpload.objects.made_before(now - FILES_STAY).delete()[0]
