"""/draft/…/: drafts for somebody without an account. Whatever is wrong with a link, it looks as if it never was."""

import time
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.domain.draft_links import count_opening, draft_of, drafts_of, opened_by
from home.models import DraftLink
from search.domain.pace import Pace

# Somebody reads a few pages a minute; many share the address of an office.
OPENINGS_A_MINUTE: Final = 60
_pace: Final = Pace(OPENINGS_A_MINUTE)
# Neither kept on the way, nor told to the sites to which the draft leads, nor found.
_HEADERS: Final = {
    "Cache-Control": "no-store, private",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# Whoever reads is a stranger here, even somebody who is logged in.
_OF_THE_READER: Final = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


@require_safe
def draft_link(request: HttpRequest, secret: str) -> HttpResponseBase:
    """What can be read with this link."""
    if _asks_too_often(request):
        return _too_often()
    link = opened_by(secret, timezone.now())
    drafts = drafts_of(link) if link else []
    if link is None or not drafts:
        return _nothing(request)
    rows = [(draft.title, reverse("home:draft_page", args=(secret, draft.pk))) for draft in drafts]
    context = {"rows": rows, "until": link.ends_at}
    return _said(render(request, "home/draft_link.html", context))


@require_safe
def draft_page(request: HttpRequest, secret: str, pk: int) -> HttpResponseBase:
    """One draft as a resident would see it."""
    if _asks_too_often(request):
        return _too_often()
    now = timezone.now()
    link = opened_by(secret, now)
    draft = draft_of(link, pk) if link else None
    if link is None or draft is None:
        return _nothing(request)
    shown = _drawn(request, draft, link, back=reverse("home:draft_link", args=(secret,)))
    if shown.status_code != 200:
        return _nothing(request)
    if request.method == "GET":
        count_opening(link, draft, now)
    return _said(HttpResponse(shown.content, content_type=shown["Content-Type"]))


def _drawn(request: HttpRequest, draft: Any, link: DraftLink, *, back: str) -> Any:
    """The draft at its own address, as Wagtail's preview draws it, so that no link on it carries the secret."""
    stranger = HttpRequest()
    stranger.META = {name: value for name, value in request.META.items() if name not in _OF_THE_READER}
    return draft.make_preview_request(stranger, "", {"draft_until": link.ends_at, "drafts": back})


def _asks_too_often(request: HttpRequest) -> bool:
    return _pace.too_fast(get_adapter().get_client_ip(request) or "", seconds=time.monotonic())


def _nothing(request: HttpRequest) -> HttpResponse:
    return _said(render(request, "404.html", status=404))


def _too_often() -> HttpResponse:
    words = _("Too many questions in a minute. Please ask again a little later.")
    return _said(
        HttpResponse(words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    )


def _said(response: HttpResponse) -> HttpResponse:
    for name, value in _HEADERS.items():
        response[name] = value
    # Django would write the address, and with it the secret, into its log of what was not found.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
