"""The blocks of which every page of the portal is made."""

from portal.core.blocks.body import BodyBlock
from portal.core.blocks.media import DocumentsBlock, MapBlock, PictureBlock, VideoBlock
from portal.core.blocks.notices import NoticeBlock, PhoneBoxBlock, StepsBlock
from portal.core.blocks.stream import portal_blocks
from portal.core.blocks.text import HeadingBlock, LinesBlock, ParagraphBlock, RelatedLinksBlock, TableBlock

__all__ = [
    "BodyBlock",
    "DocumentsBlock",
    "HeadingBlock",
    "LinesBlock",
    "MapBlock",
    "NoticeBlock",
    "ParagraphBlock",
    "PhoneBoxBlock",
    "PictureBlock",
    "RelatedLinksBlock",
    "StepsBlock",
    "TableBlock",
    "VideoBlock",
    "portal_blocks",
]
