"""The form in which staff add and change a file to download."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from portal.core.documents.text_inside import ONLY_PICTURES


class PortalDocumentForm(BaseDocumentForm):
    """Says so when the file holds only pictures of paper, beside the file or, where that is gone, the title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.has_no_text:
            beside = self.fields.get("file") or self.fields["title"]
            beside.help_text = ONLY_PICTURES
