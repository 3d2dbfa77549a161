"""Server and background work beside each other, out of the process that made the town.

They are forked, not started anew: everything is imported and warm already, so
the first page comes seconds earlier and the memory is shared.
"""

import os
import signal
import sys
import time
from collections.abc import Callable, Sequence

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connections
from gunicorn.app.base import BaseApplication

from portal.core.domain.page_views import write_what_waits

# Longer than any request of a resident; what is cut off is done again in the next pass.
SECONDS_TO_END = 20.0


class _Server(BaseApplication):
    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        chosen = {
            "bind": f"0.0.0.0:{self.port}",
            "workers": 1,
            "threads": 8,
            "worker_class": "gthread",
            "preload_app": True,
            "loglevel": "warning",
            "proc_name": "marugoto",
            # A forked child ends without the interpreter's own farewell.
            "worker_exit": lambda _server, _worker: write_what_waits(),
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., object]:
        return get_wsgi_application()


def serve(*, port: int, seconds_between_passes: int) -> None:
    """Serve until somebody stops it or the server ends; the background work ends with it."""
    connections.close_all()
    server = _forked(lambda: _Server(port).run())
    worker = _forked(lambda: call_command("run_due_work", every=seconds_between_passes))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        os.waitpid(server, 0)
    finally:
        end([server, worker])


def _forked(perform: Callable[[], object]) -> int:
    if pid := os.fork():
        return pid
    code = 1
    try:
        perform()
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        # Nothing of the parent's stack may run in here.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def end(pids: Sequence[int], *, seconds: float = SECONDS_TO_END) -> None:
    """Ask every child to stop, and make those stop that have not after ``seconds``."""
    left = [pid for pid in pids if _told(pid, signal.SIGTERM)]
    until = time.monotonic() + seconds
    while left := [pid for pid in left if _is_running(pid)]:
        if time.monotonic() > until:
            for pid in left:
                _told(pid, signal.SIGKILL)
        time.sleep(0.05)


def _told(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def _is_running(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return False
