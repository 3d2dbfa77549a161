"""The sample town in a process of its own, as `make run` serves it; no test shares a database with it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from tests import migrated

FILL = "createcachetable", "load_sample_town --seed 1"


@dataclass(frozen=True)
class Town:
    """A served town: where it answers, and the folder of its mail."""

    address: str
    folder: Path

    def mails_to(self, recipient: str) -> list[EmailMessage]:
        """The mails to one address, oldest first."""
        files = sorted((self.folder / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime_ns)
        texts = (text for file in files for text in file.read_bytes().split(b"-" * 79 + b"\n") if text.strip())
        mails = [message_from_bytes(text, policy=policy.default) for text in texts]
        return [mail for mail in mails if recipient in mail["To"]]


class SqliteStore:
    """Each town in the file of its folder."""

    def environment(self, folder: Path) -> dict[str, str]:
        return {"DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}"}

    def prepare(self, folder: Path) -> tuple[str, ...]:
        """Start from the migrated database that the suite keeps; returns the commands that are left to run."""
        shutil.copy(migrated.kept(), folder / "portal.sqlite3")
        return FILL

    def copy(self, source: Path, target: Path) -> None:
        """Nothing to do: the file came with the folder."""

    def drop(self, folder: Path) -> None:
        """Nothing to do: pytest clears its folders away."""


class PostgresStore:
    """Each town in a database named after its folder, beside the one that DATABASE_URL names."""

    def __init__(self, url: str) -> None:
        self.url = urlsplit(url)

    def name(self, folder: Path) -> str:
        return f"{self.url.path.strip('/')}_{folder.name.replace('-', '_')}"

    def environment(self, folder: Path) -> dict[str, str]:
        return {"DATABASE_URL": self.url._replace(path=f"/{self.name(folder)}").geturl()}

    def prepare(self, folder: Path) -> tuple[str, ...]:
        self.drop(folder)
        migrated.on_server(f'CREATE DATABASE "{self.name(folder)}" TEMPLATE "{migrated.template()}"')
        return FILL

    def copy(self, source: Path, target: Path) -> None:
        self.drop(target)
        migrated.on_server(f'CREATE DATABASE "{self.name(target)}" TEMPLATE "{self.name(source)}"')

    def drop(self, folder: Path) -> None:
        migrated.on_server(f'DROP DATABASE IF EXISTS "{self.name(folder)}" WITH (FORCE)')


def store() -> SqliteStore | PostgresStore:
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        return SqliteStore()
    return PostgresStore(os.environ["DATABASE_URL"])


def load(folder: Path) -> Path:
    """Load the town once a session, whichever worker comes first; returns its folder."""
    loaded = folder / "town-loaded"
    with (folder / "town.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not loaded.exists():
            loading = folder / "town"
            loading.mkdir()
            calls = [f"call_command(*{command.split()})" for command in store().prepare(loading)]
            script = "; ".join(["from django.core.management import call_command", *calls])
            subprocess.run(
                [sys.executable, "manage.py", "shell", "-v0", "-c", script],
                cwd=settings.BASE_DIR,
                env=environment(loading),
                check=True,
            )
            loaded.symlink_to(loading)
    return loaded.resolve()


def environment(folder: Path) -> dict[str, str]:
    return (
        os.environ
        | store().environment(folder)
        | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "PORTAL_DATA_DIR": str(folder),
        }
    )


@contextmanager
def served(source: Path, folder: Path) -> Iterator[Town]:
    """A copy of the town at ``source``, answering at a free port of this machine."""
    shutil.copytree(source, folder)
    store().copy(source, folder)
    # The socket listens before the server runs, so nobody has to wait for it.
    with socket.create_server(("127.0.0.1", 0)) as listening, (folder / "server.log").open("w") as log:
        host, port = listening.getsockname()
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"fd://{listening.fileno()}"]
            + ["--threads", "8", "--timeout", "120", "--log-level", "warning"],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            pass_fds=[listening.fileno()],
            stdout=log,
            stderr=log,
        )
        try:
            yield Town(f"http://{host}:{port}", folder)
        finally:
            server.terminate()
            server.wait()
    store().drop(folder)
