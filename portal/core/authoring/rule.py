"""What a rule is: a code, a title, its usual level, why it is there, and a check over facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge


@dataclass(frozen=True)
class Rule:
    """``level`` is the gravest that its findings have. ``title`` and ``why`` are what the editor shows of it."""

    code: str
    title: Any
    level: Level
    check: Callable[[Content, Knowledge], Iterator[Finding]]
    why: Any
