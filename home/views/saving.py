"""What the editor saves by itself and what somebody presses a button for come in the order that was meant."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.core.models.saved_by_itself import SavedByItself


def is_by_itself(request: HttpRequest) -> bool:
    """Whether the editor sends the form without a press."""
    return not request.accepts("text/html")


def note_who_saves(request: HttpRequest, thing: Any) -> None:
    """Before anything is written: what comes by itself must not take the place of what came by a press meanwhile."""
    if isinstance(thing, SavedByItself):
        thing.is_saved_by_itself = is_by_itself(request)


def script() -> SafeString:
    """In the browser, a press waits for what is on its way."""
    return format_html('<script src="{}" defer></script>', static("portal/cms/saving.js"))
