"""Puts corrections into a page or an entry in memory; saving is for whoever asked."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText as RichTextValue

from portal.core.authoring.facts import Place
from portal.core.authoring.findings import Correction, Finding
from portal.core.authoring.reading import rows_of
from portal.core.authoring.rich_text import RichText


class Refusal(models.TextChoices):
    """Why nothing was corrected, in words for the writer."""

    CHANGED = "changed", _("The text has changed since it was checked. Please check it again.")
    GONE = "gone", _("This part of the page is no longer there. Please check the page again.")
    TOO_LONG = "too-long", _("Corrected, the text would be too long for its field. Please shorten it first.")
    OVERLAP = "overlap", _("Two corrections touch the same words. Please make one after the other.")


class CorrectionRefused(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


def corrections_of(findings: Iterable[Finding]) -> list[Correction]:
    """The corrections that can be made together: of two that touch the same words, the first."""
    kept: dict[Place, list[Correction]] = {}
    for finding in findings:
        if (new := finding.correction) is not None:
            others = kept.setdefault(new.place, [])
            if not any(_touch(new, other) for other in others):
                others.append(new)
    return [correction for corrections in kept.values() for correction in corrections]


def corrected(thing: Any, corrections: Iterable[Correction]) -> None:
    """Change the texts of ``thing`` in memory; rich text keeps its markup.

    Raises CorrectionRefused, and changes nothing, when a text is no longer what was checked.
    """
    new: list[tuple[_Spot, str]] = []
    ordered = sorted(corrections, key=lambda one: (one.place.field, one.place.block, one.place.part, -one.start))
    for (field, block, part), group in groupby(
        ordered, key=lambda one: (one.place.field, one.place.block, one.place.part.partition("#")[0])
    ):
        spot = _spot(thing, Place(field, block, part))
        words = _rewritten(spot.value, list(group))
        if spot.limit is not None and len(words) > max(spot.limit, len(spot.value)):
            raise CorrectionRefused(Refusal.TOO_LONG)
        new.append((spot, words))
    for spot, words in new:
        spot.put(words)


def _touch(one: Correction, other: Correction) -> bool:
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)


def _rewritten(source: str, corrections: list[Correction]) -> str:
    """``source`` after the corrections of one place, from the last character to the first."""
    for one, before in zip(corrections, [None, *corrections], strict=False):
        if before is not None and before.place == one.place and one.end > before.start:
            raise CorrectionRefused(Refusal.OVERLAP)
        source = _once(source, one)
    return source


def _once(source: str, one: Correction) -> str:
    number = one.place.part.partition("#")[2]
    if not number:
        _expect(source, one)
        return source[: one.start] + one.replacement + source[one.end :]
    rich = RichText(source)
    if int(number) >= len(rich.stretches):
        raise CorrectionRefused(Refusal.GONE)
    _expect(rich.stretches[int(number)].text, one)
    if one.kind == "link":
        return rich.linked(int(number), one.start, one.end, one.replacement)
    return rich.replaced(int(number), one.start, one.end, one.replacement)


def _expect(words: str, one: Correction) -> None:
    if not 0 <= one.start <= one.end <= len(words) or (one.was and words[one.start : one.end] != one.was):
        raise CorrectionRefused(Refusal.CHANGED)


class _Spot:
    """A place in memory where words can be read and put."""

    def __init__(self, holder: Any, key: Any) -> None:
        self.holder, self.key = holder, key
        found = self._get()
        self.is_rich = isinstance(found, RichTextValue)
        self.value = found.source if isinstance(found, RichTextValue) else found
        if not isinstance(self.value, str):
            raise CorrectionRefused(Refusal.GONE)

    @property
    def limit(self) -> int | None:
        """The most letters that the field or block takes."""
        if isinstance(self.holder, models.Model):
            return getattr(self.holder._meta.get_field(str(self.key)), "max_length", None)
        if isinstance(self.holder, ListValue):
            block = self.holder.list_block.child_block
        else:
            block = getattr(getattr(self.holder, "block", None), "child_blocks", {}).get(self.key)
        limit: int | None = getattr(getattr(block, "field", None), "max_length", None)
        return limit

    def put(self, words: str) -> None:
        value = RichTextValue(words) if self.is_rich else words
        if isinstance(self.key, str) and not isinstance(self.holder, dict):
            setattr(self.holder, self.key, value)
        else:
            self.holder[self.key] = value

    def _get(self) -> Any:
        if isinstance(self.key, str) and not isinstance(self.holder, dict):
            return getattr(self.holder, self.key, None)
        return self.holder[self.key]


def _spot(thing: Any, place: Place) -> _Spot:
    try:
        if place.block:
            return _spot_in_stream(getattr(thing, place.field), place)
        if place.part:
            number, _dot, name = place.part.partition(".")
            return _Spot(rows_of(thing, place.field)[int(number)], name)
        return _Spot(thing, place.field)
    except (AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError):
        raise CorrectionRefused(Refusal.GONE) from None


def _spot_in_stream(stream: Any, place: Place) -> _Spot:
    child = next(child for number, child in enumerate(stream or ()) if place.block in {child.id or "", f"@{number}"})
    if not place.part:
        return _Spot(child, "value")
    *steps, last = place.part.split(".")
    holder: Any = child.value
    for step in steps:
        holder = _inside(holder, step)
    return _Spot(holder, int(last) if last.isdecimal() else last)


def _inside(holder: Any, step: str) -> Any:
    """One step further: into a struct by name, into a list by number, into a table by its columns or rows."""
    if isinstance(holder, TypedTable):
        return _Headings(holder) if step == "columns" else _Rows(holder)
    return holder[int(step)] if step.isdecimal() else holder[step]


class _Headings:
    """The headings of the columns of a table."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table

    def __getitem__(self, number: int) -> Any:
        return self.table.columns[number]["heading"]

    def __setitem__(self, number: int, words: str) -> None:
        self.table.columns[number]["heading"] = words


class _Rows:
    """The rows of a table, each a list of cells."""

    def __init__(self, table: TypedTable) -> None:
        self.table = table

    def __getitem__(self, number: int) -> Any:
        return self.table.row_data[number]["values"]
