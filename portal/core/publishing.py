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
        self.by = ""  # the name of the keeper who objected


@dataclass(frozen=True)
class Gatekeeper:
    """``ask(text, shown)`` raises PublishingRefused; ``tell(revision, refused)`` says it when nobody sits there.

    ``shown`` brings what residents read already, where a text that is live is saved again.
    """

    ask: Callable[[Any, Callable[[], Any] | None], None]
    tell: Callable[[Revision, PublishingRefused], None]


# The keeper who knows the routes of approval.
APPROVAL: Final = "approval"
_KEEPERS: Final[dict[str, Gatekeeper]] = {}
_LET_THROUGH: Final[ContextVar[bool]] = ContextVar("let_through", default=False)
_NOT_ASKED: Final[ContextVar[frozenset[str]]] = ContextVar("not_asked", default=frozenset())


def register(name: str, keeper: Gatekeeper) -> None:
    """Let ``keeper`` be asked before every publication; called from an app's ``ready()``."""
    _KEEPERS[name] = keeper


def is_let_through() -> bool:
    """Whether nobody is asked now."""
    return _LET_THROUGH.get()


def ask(text: Any, shown: Callable[[], Any] | None = None) -> None:
    """Raise PublishingRefused when anybody objects to ``text``, a page or listing as it would be shown."""
    if is_let_through():
        return
    for name, keeper in _KEEPERS.items():
        if name in _NOT_ASKED.get():
            continue
        try:
            keeper.ask(text, shown)
        except PublishingRefused as refused:
            refused.by = name
            raise


def tell(revision: Revision, refused: PublishingRefused) -> None:
    """Let the keeper who objected say that ``revision`` was not published at its time."""
    if refused.by in _KEEPERS:
        _KEEPERS[refused.by].tell(revision, refused)


@contextmanager
def let_through() -> Iterator[None]:
    """What is saved within was asked about already, or copies what was."""
    token = _LET_THROUGH.set(True)
    try:
        yield
    finally:
        _LET_THROUGH.reset(token)


@contextmanager
def without_asking(name: str) -> Iterator[None]:
    """What is published within stands under a permission and a record of its own; the keeper ``name`` is not asked."""
    token = _NOT_ASKED.set(_NOT_ASKED.get() | {name})
    try:
        yield
    finally:
        _NOT_ASKED.reset(token)
