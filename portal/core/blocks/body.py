"""The body of a page: it opens with headings to fill, and shows none of those under which nobody wrote."""

from collections.abc import Sequence
from typing import Any, Final

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from portal.core.blocks.stream import portal_blocks

HEADING: Final = "heading"
_BLANK: Final[dict[str, Any]] = {"paragraph": "", "list": {"ordered": False, "items": [""]}}


class BodyBlock(blocks.StreamBlock):
    """``skeleton`` are the headings of a new page, each with the kind of block under it: "paragraph" or "list".

    What is left untouched of them stays in drafts, is not drawn, and is gone when the page is published or sent on.
    """

    def __init__(self, skeleton: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(portal_blocks(), **kwargs)
        self.skeleton = tuple(skeleton)
        self._words = {words for words, _kind in self.skeleton}

    def opening(self) -> blocks.StreamValue:
        """What stands in the form of a new page."""
        raw: list[dict[str, Any]] = []
        for words, kind in self.skeleton:
            raw += [{"type": HEADING, "value": {"text": words, "level": "2"}}, {"type": kind, "value": _BLANK[kind]}]
        return self.to_python(raw)

    def clean(self, value: blocks.StreamValue) -> Any:
        untouched = self.untouched(value)
        if self.is_deferred_validation or not untouched:
            return super().clean(value)
        kept = [at for at in range(len(value)) if at not in untouched]
        try:
            return super().clean(self._only(value, kept))
        except StreamBlockValidationError as error:
            # The form still shows what was left out: a mistake is told at its place there.
            places = {kept[at]: one for at, one in error.block_errors.items()}
            raise StreamBlockValidationError(places, error.non_block_errors) from error

    def render_basic(self, value: blocks.StreamValue, context: Any = None) -> Any:
        return super().render_basic(self.written(value), context=context)

    def written(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """What somebody wrote: all but what was left untouched."""
        untouched = self.untouched(value)
        return self._only(value, [at for at in range(len(value)) if at not in untouched]) if untouched else value

    def _only(self, value: blocks.StreamValue, kept: Sequence[int]) -> blocks.StreamValue:
        return blocks.StreamValue(self, [(value[at].block_type, value[at].value, value[at].id) for at in kept])

    def untouched(self, value: blocks.StreamValue) -> set[int]:
        """The places of blank blocks under headings of the skeleton, and of those headings with nothing else below."""
        found: set[int] = set()
        for heading, below in _parts(value) if self._words else ():
            if value[heading].value["text"] in self._words:
                blanks = {at for at in below if _is_blank(value[at])}
                found |= blanks if len(blanks) < len(below) else blanks | {heading}
        return found


def _parts(value: blocks.StreamValue) -> list[tuple[int, list[int]]]:
    """The places of the large headings, each with those of what stands under it."""
    parts: list[tuple[int, list[int]]] = []
    for at, child in enumerate(value):
        if child.block_type == HEADING and child.value["level"] == "2":
            parts.append((at, []))
        elif parts:
            parts[-1][1].append(at)
    return parts


def _is_blank(child: Any) -> bool:
    if child.block_type == "paragraph":
        return not strip_tags(child.value.source).strip()
    return child.block_type == "list" and not any(item.strip() for item in child.value["items"])
