"""Looking into files that were there before the portal did so, or that nobody could look into when they came."""

from datetime import datetime
from typing import Final

from portal.core.documents.text_inside import TextInside
from portal.core.due_work import DueWork, register
from portal.core.models import PortalDocument

AT_ONCE: Final = 20  # each takes a quarter of a second, a laborious one some seconds


def connect() -> None:
    """Join the work that is due by the clock."""
    register(DueWork("look into files", look_into_files))


def look_into_files(now: datetime) -> int:
    """Look into some PDFs not looked into yet; returns of how many something is known now."""
    return sum(map(_settle, PortalDocument.objects.to_be_looked_into()[:AT_ONCE]))


def _settle(document: PortalDocument) -> int:
    document.look_inside()
    if document.text_inside == TextInside.NOT_LOOKED_AT:
        return 0
    # Somebody may have put another file in its place meanwhile.
    same = PortalDocument.objects.to_be_looked_into().filter(pk=document.pk, file=document.file.name)
    return same.order_by().update(text_inside=document.text_inside)
