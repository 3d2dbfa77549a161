"""What is due by the clock: features say what, one worker does it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import close_old_connections

logger = logging.getLogger("portal.due_work")


@dataclass(frozen=True)
class DueWork:
    """One kind of work. ``perform(now)`` does all that is due and returns how much it did; twice is harmless."""

    name: str
    perform: Callable[[datetime], int]


_REGISTERED: Final[dict[str, DueWork]] = {}


def register(work: DueWork) -> None:
    """Add ``work`` to every pass; called from an app's ``ready()``."""
    _REGISTERED[work.name] = work


def perform_due_work(now: datetime, *, stopped: Callable[[], bool] = lambda: False) -> dict[str, int]:
    """Do one pass; begin no kind after ``stopped`` says so. One that fails is logged and holds up no other."""
    done: dict[str, int] = {}
    for work in _REGISTERED.values():
        if stopped():
            break
        close_old_connections()
        try:
            done[work.name] = work.perform(now)
        except Exception:
            logger.exception("Due work failed: %s", work.name)
    return done
