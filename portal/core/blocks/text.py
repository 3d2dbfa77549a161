"""Blocks made of words."""

from typing import Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.forms import Field
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

PARAGRAPH_FEATURES: Final = ["bold", "link", "document-link", "ol", "ul"]
LINE_FEATURES: Final = ["bold", "link", "document-link"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=80)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Large")), ("3", _("Small"))], default="2")

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Divides the page. A small heading stands under a large one.")
        preview_value = {"text": "持ち物と服装", "level": "2"}


class RunningTextBlock(blocks.RichTextBlock):
    """Running text; Wagtail gives its box no name, so nobody who listens would learn where they write."""

    @cached_property
    def field(self) -> Field:
        field: Field = super().field
        field.widget.options["ariaLabel"] = self.label
        return field

    def deconstruct(self) -> tuple[str, Any, Any]:
        path, args, kwargs = super().deconstruct()
        # What is stored is Wagtail's own: no migration has to know of the name.
        return ("wagtail.blocks.RichTextBlock" if type(self) is RunningTextBlock else path), args, kwargs


class ParagraphBlock(RunningTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=PARAGRAPH_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/paragraph.html"
        description = _("Running text with links and lists.")
        preview_value = "<p>どなたでも参加できます。予約はいりません。</p>"


def _line() -> blocks.CharBlock:
    """One line of a list: Wagtail gives the fields of a list no name."""
    block = blocks.CharBlock(max_length=200)
    block.field.widget.attrs["aria-label"] = _("One line of the list")
    return block


class LinesBlock(blocks.StructBlock):
    ordered = blocks.BooleanBlock(label=_("Numbered"), required=False)
    items = blocks.ListBlock(_line(), label=_("Lines"))

    class Meta:
        icon = "list-ul"
        label = _("List")
        template = "blocks/list.html"
        description = _("Three things or more, a line each.")
        preview_value = {"ordered": False, "items": ["飲み物", "タオル", "動きやすい服"]}


class TableBlock(blocks.StructBlock):
    """A table always has a caption, and its first row always names the columns."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=120, help_text=_("What the table shows. Read out first."))
    row_headings = blocks.BooleanBlock(label=_("The first column names the rows"), required=False, default=True)
    table = TypedTableBlock([("text", blocks.CharBlock(label=_("Text"), required=False))], label=_("Table"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and not all(column["heading"].strip() for column in result["table"].columns):
            raise blocks.StructBlockValidationError(
                block_errors={"table": ValidationError(_("Give each column a heading."))}
            )
        return result

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Figures or hours in rows and columns.")
        preview_value: ClassVar[dict[str, Any]] = {
            "caption": "相談できる日と時間",
            "row_headings": True,
            "table": {
                "columns": [{"type": "text", "heading": "曜日"}, {"type": "text", "heading": "時間"}],
                "rows": [{"values": ["月曜日", "9時から12時まで"]}, {"values": ["木曜日", "13時から16時まで"]}],
                "caption": "",
            },
        }


class LinkBlock(blocks.StructBlock):
    """One link: to a page of the portal or to an address outside."""

    text = blocks.CharBlock(label=_("Words of the link"), max_length=120)
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.URLBlock(label=_("Address outside"), required=False)

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and bool(result["page"]) == bool(result["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose either a page or an address outside."))]
            )
        return result


class RelatedLinksBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Heading"), max_length=80, required=False)
    items = blocks.ListBlock(LinkBlock(), label=_("Links"))

    class Meta:
        icon = "link"
        label = _("Related links")
        template = "blocks/related_links.html"
        description = _("Where to read on.")
        preview_value: ClassVar[dict[str, Any]] = {
            "title": "あわせて読む",
            "items": [{"text": "介護保険の窓口", "page": None, "url": "https://www.example.jp/"}],
        }
