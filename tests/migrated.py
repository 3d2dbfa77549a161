"""A migrated database kept between runs: migrating Wagtail's tables takes longer than most tests.

On SQLite a file; on PostgreSQL a database beside the one that DATABASE_URL
names, from which the server makes copies.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases

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


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """The second process of a run waits for what the first one migrates."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


def make_test_database() -> list[tuple] | None:
    """Make the test database from what is kept, else by migrating; returns what takes it down, where anything does."""
    with one_at_a_time():
        if connection.vendor != "sqlite":
            return _on_postgres()
        if (file := kept()).exists():
            restore(file)
            return None
        old = setup_databases(verbosity=0, interactive=False)
        keep(file)
        return old


def _on_postgres() -> list[tuple]:
    name, before = connection.creation._get_test_db_name(), connection.settings_dict["NAME"]
    if not is_on_server(template()):
        old = setup_databases(verbosity=0, interactive=False)
        connection.close()
        on_server(f'CREATE DATABASE "{template()}_unfinished" TEMPLATE "{name}"')
        on_server(f'ALTER DATABASE "{template()}_unfinished" RENAME TO "{template()}"')
        return old
    connection.close()
    on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{template()}"')
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection._test_serialized_contents = connection.creation.serialize_db_to_string()
    return [(connection, before, True)]


def template() -> str:
    """The database on the server that fits the code as it is now."""
    return f"{urlsplit(os.environ['DATABASE_URL']).path.strip('/')}_migrated_{kept().stem}"


def is_on_server(name: str) -> bool:
    return bool(on_server("SELECT FROM pg_database WHERE datname = %s", name))


def on_server(statement: str, *values: str) -> int:
    """Run a statement about databases; returns how many rows it is about."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres").geturl()
    with psycopg.connect(url, autocommit=True) as server:
        return server.execute(statement, values or None).rowcount


def keep(file: Path) -> None:
    """Write the database of this run to ``file``, whole or not at all."""
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
