"""A migrated SQLite database kept between runs: migrating Wagtail's tables takes longer than most tests."""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

FOLDER = Path(settings.BASE_DIR) / "var" / "migrated"
# What decides which tables, permissions and content types a migrated database holds.
DECIDING = ("*/migrations/*.py", "*/*/migrations/*.py", "*/apps.py", "*/*/apps.py", "*/viewsets*.py", "*/*hooks.py")


def kept() -> Path:
    """The file that fits the code as it is now; it may not be there yet."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements" / "dev.txt").read_bytes())
    for path in sorted({path for pattern in DECIDING for path in settings.BASE_DIR.glob(pattern)}):
        if ".venv" not in path.parts:
            digest.update(str(path).encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:24]}.sqlite3"


def keep(file: Path) -> None:
    """Write the database of this run to ``file``, whole or not at all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.replace(file)


def restore(file: Path) -> None:
    """Make the test database a copy of ``file``."""
    name = connection.creation._get_test_db_name()
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection)
