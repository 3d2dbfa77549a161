"""/cms/approvals/urgent/…: publishing before approval; /cms/approvals/afterwards/…: the word of somebody else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin import messages

from home.domain.approval.board import Board
from home.domain.approval.urgent import (
    PERMISSION,
    UrgentRefused,
    confirm_afterwards,
    confirm_refusal,
    publish_urgently,
    urgent_refusal,
)
from home.domain.authoring.texts import KINDS, editor_address, may_edit, may_publish, text_of, title_of
from home.enums import UrgentRefusal
from home.forms.approval import AfterwardsForm, UrgentForm
from home.models import UrgentPublication
from home.views.approval import StaffRequest
from portal.core.calendar import today_in_town
from portal.core.models import User


@require_http_methods(["GET", "POST"])
def urgent(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Publish the latest draft at once, with a reason; for those who may."""
    text = text_of(kind, pk) if kind in KINDS else None
    if text is None or not (request.user.has_perm(PERMISSION) and may_publish(request.user, text)):
        raise Http404
    form = UrgentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _published(request, text, form):
        return redirect(editor_address(text))
    reason = urgent_refusal(text, user=request.user, reason="…")
    context = {
        "title": _("Publish before approval"),
        "subtitle": title_of(text),
        "form": form,
        "refusal": reason,
        "editor": editor_address(text),
    }
    return render(request, "home/cms/approval/urgent.html", context)


@require_http_methods(["GET", "POST"])
def afterwards(request: StaffRequest, pk: int) -> HttpResponse:
    """Read what was published before its approval, and stand for it."""
    publication = get_object_or_404(
        UrgentPublication.objects.select_related("published_by", "confirmed_by", "revision"), pk=pk
    )
    if publication.thing is None or not _may_see(request.user, publication):
        raise Http404
    form = AfterwardsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _confirmed(request, publication, form):
        return redirect("approvals")
    context: dict[str, Any] = {
        "title": _("Confirm afterwards"),
        "subtitle": publication.title,
        "publication": publication,
        "form": form,
        "refusal": confirm_refusal(publication, request.user, _board()),
        "editor": editor_address(publication.thing),
        "address": getattr(publication.thing, "url", "") or _public(publication.thing),
    }
    return render(request, "home/cms/approval/afterwards.html", context)


def _published(request: StaffRequest, text: Any, form: UrgentForm) -> bool:
    try:
        publish_urgently(thing=text, user=request.user, reason=form.cleaned_data["reason"], now=timezone.now())
    except UrgentRefused as refused:
        form.add_error(None, str(refused))
        return False
    except PublishPermissionError as refused:
        form.add_error(None, str(refused))
        return False
    words = _("“%(title)s” is on the site. Somebody else has to confirm it; your reason is on record.")
    messages.success(request, words % {"title": title_of(text)})
    return True


def _confirmed(request: StaffRequest, publication: UrgentPublication, form: AfterwardsForm) -> bool:
    try:
        confirm_afterwards(
            publication=publication, user=request.user, now=timezone.now(), note=form.cleaned_data["note"]
        )
    except UrgentRefused as refused:
        form.add_error(None, str(refused))
        return False
    messages.success(request, _("“%(title)s” is confirmed.") % {"title": publication.title})
    return True


def _may_see(user: User, publication: UrgentPublication) -> bool:
    if may_edit(user, publication.thing):
        return True
    return confirm_refusal(publication, user, _board()) not in {UrgentRefusal.NOT_YOURS, UrgentRefusal.CONFIRMED}


def _board() -> Board:
    return Board(today_in_town(timezone.now()))


def _public(listing: Any) -> str:
    address: str = listing.get_absolute_url() if listing.live else reverse("approvals")
    return address
