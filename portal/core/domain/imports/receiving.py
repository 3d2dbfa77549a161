"""A file arrives: what kind it is, whether it is small enough, and where it stays until it is used."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from portal.core.models import ImportState, OpenDataImport, User
from portal.core.open_data.detecting import detect
from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.profile import Kind
from portal.core.open_data.reasons import FileReason

MOST_MEGABYTES: Final = 10
MOST_ROWS: Final = {Kind.AGENCY: 5_000, Kind.FACILITY: 5_000, Kind.EVENT: 1_000}
UPLOADED: Final = "core.import_uploaded"
DROPPED: Final = "core.import_dropped"


class WhyNotImported(models.TextChoices):
    """Why the next step is not taken, in words that staff read."""

    BUSY = "busy", _("Another import is being taken over. Please wait a moment.")
    NOT_CHECKED = "not_checked", _("This import is not at this step any more. Please look again.")
    CHANGED = "changed", _("What is registered has changed since the check. Please read the preview again.")
    NOTHING = "nothing", _("There is nothing to take over.")


class ImportRefused(Exception):
    """Raised with the reason, in words for staff."""

    def __init__(self, reason: WhyNotImported) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def receive(*, file: File, by: User, now: datetime, profile: str = "") -> OpenDataImport:
    """Keep an uploaded ``file`` to be checked; its kind is found out unless ``profile`` names it.

    Raises UnreadableFile when it is too large, has too many rows, or cannot be read.
    """
    if (file.size or 0) > MOST_MEGABYTES * 1024 * 1024:
        raise UnreadableFile(FileReason.TOO_LARGE_HERE, limit=MOST_MEGABYTES)
    content, name = file.read(), Path(file.name or "").name[-200:]
    with as_path(content, name) as path:
        found, table = detect(path, profile)
        limit = MOST_ROWS[found.kind]
        rows = 0
        for rows, _line in enumerate(table.lines(), start=1):
            if rows > limit:
                raise UnreadableFile(FileReason.TOO_MANY_ROWS, limit=f"{limit:,}")
        if not rows:
            raise UnreadableFile(FileReason.NO_ROWS)
    one = OpenDataImport.objects.create(
        file_name=name,
        content=content,
        profile=found.name,
        encoding=table.encoding,
        ignored=list(table.ignored),
        rows_total=rows,
        made_by=by,
        made_at=now,
        touched_at=now,
    )
    log(instance=one, action=UPLOADED, user=by, data={"profile": found.name, "rows": rows})
    return one


@transaction.atomic
def drop(*, one: OpenDataImport, by: User | None, now: datetime) -> None:
    """Forget a file that was not taken over, and what its preview said; again is harmless."""
    kept = OpenDataImport.objects.select_for_update().get(pk=one.pk)
    if kept.state not in (ImportState.WAITING, ImportState.CHECKED, ImportState.FAILED):
        return
    kept.rows.all().delete()
    kept.state, kept.content, kept.touched_at = ImportState.DROPPED, None, now
    kept.save()
    log(instance=kept, action=DROPPED, user=by)


@contextmanager
def as_path(content: bytes | memoryview, name: str) -> Iterator[Path]:
    """``content`` as a file that only this process reads, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{Path(name).suffix.lower()[:8]}"
        path.write_bytes(bytes(content))
        yield path
