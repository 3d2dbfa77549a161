"""Blocks with pictures, files and places."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """An image; its words are filled in, or it is declared to be decoration.

    A draft may lack both: the check of writing says so at the place, and keeps it off the site.
    """

    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("The image in words"),
        max_length=160,
        required=False,
        help_text=_("What the image tells somebody who cannot see it."),
    )
    decorative = blocks.BooleanBlock(label=_("The image only decorates"), required=False)
    caption = blocks.CharBlock(label=_("Caption"), max_length=160, required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/image.html"
        description = _("A picture with its words.")
        preview_template = "blocks/previews/image.html"


class DocumentLinkBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Words of the link"), max_length=120)
    document = DocumentChooserBlock(label=_("Document"))


class DocumentsBlock(blocks.StructBlock):
    items = blocks.ListBlock(DocumentLinkBlock(), label=_("Documents"))

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With a file that looks like one: the library of the town may be empty."""
        file = {"url": "#", "kind": "PDF", "file_extension": "pdf", "file_size": 240_000}
        return {**(parent_context or {}), "value": {"items": [{"title": "参加申込書", "document": file}]}}

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "blocks/documents.html"
        description = _("Files to download; type and size are added by themselves.")
        preview_template = "blocks/previews/documents.html"


class MapBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Name of the place"), max_length=80)
    address = blocks.CharBlock(label=_("Address"), max_length=160)
    latitude = blocks.DecimalBlock(label=_("Latitude"), required=False, min_value=20, max_value=46)
    longitude = blocks.DecimalBlock(label=_("Longitude"), required=False, min_value=122, max_value=154)
    note = blocks.CharBlock(label=_("How to get there"), max_length=200, required=False)

    class Meta:
        icon = "site"
        label = _("Map")
        template = "blocks/map.html"
        description = _("A place in words, with a link to a map.")
        preview_value: ClassVar[dict[str, Any]] = {
            "title": "川上公民館",
            "address": "澄野町川上1丁目2番地",
            "latitude": None,
            "longitude": None,
            "note": "バス停「川上」から歩いて3分",
        }


class VideoBlock(blocks.StructBlock):
    """A video never stands without its words."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    document = DocumentChooserBlock(label=_("Video file"), required=False)
    url = blocks.URLBlock(label=_("Address of the video"), required=False)
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    transcript = blocks.TextBlock(label=_("What is said, in writing"))

    def clean(self, value: Any) -> Any:
        result = super().clean(value)
        if not self.is_deferred_validation and bool(result["document"]) == bool(result["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[ValidationError(_("Choose either a file or an address."))]
            )
        return result

    class Meta:
        icon = "media"
        label = _("Video")
        template = "blocks/video.html"
        description = _("A video with what is said in writing.")
        preview_value: ClassVar[dict[str, Any]] = {
            "title": "いすに座ってできる体操",
            "document": None,
            "url": "https://www.example.jp/",
            "minutes": 5,
            "transcript": "いすに深く座ります。両手を上にのばします。",
        }
