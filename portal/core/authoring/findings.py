"""What a rule finds: where, how grave, what to do, and the correction where one is certain."""

from dataclasses import dataclass
from typing import Final

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.core.authoring.facts import Place, Text

AROUND: Final = 12


class Level(models.TextChoices):
    """How grave a finding is. A stop is certainly wrong, and keeps somebody out or harms somebody."""

    HINT = "hint", pgettext_lazy("level of a finding", "Hint")
    WARNING = "warning", pgettext_lazy("level of a finding", "Warning")
    STOP = "stop", pgettext_lazy("level of a finding", "Stop")


@dataclass(frozen=True)
class Correction:
    """Put ``replacement`` in the place of the characters from ``start`` to ``end`` of the text at ``place``.

    ``was`` is what stands there: a text that has changed since is not corrected.
    """

    place: Place
    start: int
    end: int
    replacement: str
    kind: str = "text"
    was: str = ""


@dataclass(frozen=True)
class Finding:
    """``message`` is one sentence that says what to do. ``start`` and ``end`` count characters of the text."""

    rule: str
    level: Level
    place: Place
    message: str
    excerpt: str
    correction: Correction | None = None
    start: int | None = None
    end: int | None = None


def found(
    rule: str, level: Level, text: Text, span: tuple[int, int], message: str, *, replacement: str | None = None
) -> Finding:
    """A finding at the characters ``span`` of ``text``; with a replacement, one that can be corrected."""
    start, end = span
    correction = None
    if replacement is not None:
        correction = Correction(text.place, start, end, replacement, was=text.text[start:end])
    return Finding(rule, level, text.place, message, excerpt(text.text, start, end), correction, start, end)


def excerpt(words: str, start: int = 0, end: int = 0) -> str:
    """The characters from ``start`` to ``end`` with a few on either side."""
    first, last = max(0, start - AROUND), min(len(words), max(end, start) + AROUND)
    middle = " ".join(words[first:last].split())
    return f"{'…' if first else ''}{middle}{'…' if last < len(words) else ''}"
