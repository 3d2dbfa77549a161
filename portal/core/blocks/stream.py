from wagtail import blocks

from portal.core.blocks.media import DocumentsBlock, MapBlock, PictureBlock, VideoBlock
from portal.core.blocks.notices import NoticeBlock, PhoneBoxBlock, StepsBlock
from portal.core.blocks.text import HeadingBlock, LinesBlock, ParagraphBlock, RelatedLinksBlock, TableBlock


def portal_blocks() -> list[tuple[str, blocks.Block]]:
    """The blocks of a page body, in the order in which the editor offers them."""
    return [
        ("heading", HeadingBlock()),
        ("paragraph", ParagraphBlock()),
        ("list", LinesBlock()),
        ("image", PictureBlock()),
        ("notice", NoticeBlock()),
        ("steps", StepsBlock()),
        ("phone_box", PhoneBoxBlock()),
        ("table", TableBlock()),
        ("documents", DocumentsBlock()),
        ("map", MapBlock()),
        ("related_links", RelatedLinksBlock()),
        ("video", VideoBlock()),
    ]
