"""Which feature takes the rows of which kind. Features register in ``apps.ready()``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.reasons import CellReason, Handling


class NotReady(Exception):
    """The portal lacks something that the rows need; the text is one sentence for the clerk."""


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Remark:
    """Something that only the feature could see about a row: a text too long for its column."""

    field: str
    value: str
    reason: str
    handling: Handling = Handling.REPAIRED


@dataclass(frozen=True)
class Written:
    """What a feature did with one row; ``refusal`` says why it was rejected."""

    outcome: Outcome
    remarks: tuple[Remark, ...] = ()
    refusal: CellReason | None = None


class Writer(Protocol):
    """Writes the rows of one file, a batch at a time, inside the transaction of the import."""

    def write(self, rows: Sequence[Any]) -> list[Written]:
        """Add or update; the answer has one entry for each row, in order."""

    def finish(self) -> None:
        """Whatever is due once, after the last batch, such as the search index."""


_writers: dict[Kind, Callable[[Profile], Writer]] = {}


def register(kind: Kind, writer: Callable[[Profile], Writer]) -> None:
    """Let ``writer(profile)`` take the rows of files of this kind."""
    _writers[kind] = writer


def writer_for(profile: Profile) -> Writer:
    """A writer for one file. Raises NotReady when no feature takes this kind, or the feature lacks something."""
    if profile.kind not in _writers:
        raise NotReady(f"「{profile.title}」を取り込む機能が入っていません。")
    return _writers[profile.kind](profile)
