"""A new page is made once, although its form is sent twice: by itself, by a button, by both at the same moment.

The form carries a word of its own (``opened``). Whoever sends it waits for the page above to be free, so that two never
make a page at the same place, and is told of the page that the same form has made a moment ago.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.models import Page

from home.views.saving import is_by_itself
from portal.core.publishing import PublishingRefused

# Who goes back in the browser after that and sends the form again means another page.
SECONDS: Final = 60
_INSIDE: Final = "portal.makes_a_page"
_MADE: Final = "portal.made_page"


@dataclass(frozen=True)
class _Made:
    """The page that a form has made; ``by_itself`` when the editor saved it without a press."""

    page: int
    by_itself: bool


def make_once(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> Any:
    """Stands before all that makes a page: calls Wagtail's view with the page above locked."""
    if request.method != "POST" or request.META.get(_INSIDE):
        return None
    request.META[_INSIDE] = True
    refused: PublishingRefused | None = None
    response: Any = None
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=parent_page.pk)
        if (response := _already(request)) is None:
            try:
                response = _create(request, parent_page, page_class)
            except PublishingRefused as stopped:
                # What was written stays, as a draft.
                refused = stopped
    if refused is not None:
        raise refused
    return response


def note_what_was_made(request: HttpRequest, page: Page) -> None:
    """Before anything else is said of a new page."""
    request.META[_MADE] = page.pk


def _create(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> Any:
    meta = page_class._meta
    response = CreateView.as_view()(request, meta.app_label, meta.model_name, parent_page.pk)
    if (key := _key(request)) and (made := request.META.get(_MADE)):
        cache.set(key, _Made(made, is_by_itself(request)), SECONDS)
    return response


def _already(request: HttpRequest) -> HttpResponse | None:
    """What to answer when the same form has made a page already; nothing when it shall make one."""
    made: _Made | None = cache.get(key) if (key := _key(request)) else None
    page = Page.objects.filter(pk=made.page, owner=request.user.pk).first() if made else None
    if made is None or page is None:
        return None
    if is_by_itself(request):
        # What somebody pressed a button for is newer than what was saved on the way.
        told = {"success": False, "error_code": "saved_meanwhile", "error_message": _("This page was saved meanwhile.")}
        return JsonResponse(told, status=400)
    if made.by_itself and not page.live and page.current_workflow_state is None:
        # The press brings the newer words: they take the place of the draft that was saved on the way.
        page.specific.delete()
        return None
    messages.info(request, _("This page was saved a moment ago. You see it here."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def _key(request: HttpRequest) -> str:
    opened = request.POST.get("opened", "")
    return f"new-page:{request.user.pk}:{sha256(opened.encode()).hexdigest()}" if opened else ""
