"""The last question before a text goes live. Features register who may object; the models themselves ask."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

from wagtail.models import Revision


class PublishingRefused(Exception):
    """Raised when a text does not go live; ``address`` is the screen with the reasons, if there is one."""

    def __init__(self, words: str, *, address: str = "") -> None:
        super().__init__(words)
        self.address = address


@dataclass(frozen=True)
class Gatekeeper:
    """``ask(text, shown)`` raises PublishingRefused; ``tell(revision, refused)`` says it when nobody sits there.

    ``shown`` brings what residents read already, where a text that is live is saved again.
    """

    ask: Callable[[Any, Callable[[], Any] | None], None]
    tell: Callable[[Revision, PublishingRefused], None]


_KEEPERS: Final[dict[str, Gatekeeper]] = {}
_LET_THROUGH: Final[ContextVar[bool]] = ContextVar("let_through", default=False)


def register(name: str, keeper: Gatekeeper) -> None:
    """Let ``keeper`` be asked before every publication; called from an app's ``ready()``."""
    _KEEPERS[name] = keeper


def ask(text: Any, shown: Callable[[], Any] | None = None) -> None:
    """Raise PublishingRefused when anybody objects to ``text``, a page or listing as it would be shown."""
    if not _LET_THROUGH.get():
        for keeper in _KEEPERS.values():
            keeper.ask(text, shown)


def tell(revision: Revision, refused: PublishingRefused) -> None:
    """Say that ``revision`` was not published at its time."""
    for keeper in _KEEPERS.values():
        keeper.tell(revision, refused)


@contextmanager
def let_through() -> Iterator[None]:
    """What is saved within was asked about already, or copies what was."""
    token = _LET_THROUGH.set(True)
    try:
        yield
    finally:
        _LET_THROUGH.reset(token)
