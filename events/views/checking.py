"""/cms/outcomes/: where the second person reads, confirms or sends back."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin import messages

from events.domain.outcomes import (
    CheckRefused,
    PublishRefused,
    confirm,
    publish_confirmed,
    reading_of,
    refusal_for,
    send_back,
)
from events.domain.signs import signs_of
from events.enums import CheckRefusal
from events.forms import OutcomeCheckForm
from events.models import MeetingOutcomePage
from portal.core.models import User

# Beside which field a refusal stands.
_FIELDS: Final = {CheckRefusal.NO_REASON: "note", CheckRefusal.NOT_LOOKED: "has_looked"}


class StaffRequest(HttpRequest):
    """Wagtail lets only people with an account in here."""

    user: User


@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Outcomes whose text nobody has read yet, as far as this account may read them."""
    outcomes = (
        MeetingOutcomePage.objects.awaiting_check().select_related("owner").order_by("-latest_revision_created_at")
    )
    rows = [
        {"page": page, "refusal": refusal_for(page=page, user=request.user)}
        for page in outcomes
        if page.permissions_for_user(request.user).can_check()
    ]
    return render(request, "events/admin/waiting.html", {"rows": rows, "title": _("Outcomes waiting for a check")})


@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the text to the second person, and take the decision on it."""
    page = _outcome_for(request, pk)
    form = OutcomeCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, page, form):
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "events/admin/check.html", _context(request, page, form))


@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish the text that was confirmed."""
    page = _outcome_for(request, pk)
    try:
        publish_confirmed(page=page, user=request.user)
    except PublishRefused as refused:
        messages.error(request, str(refused))
    except PublishPermissionError:
        messages.error(request, _("Your account may not publish this text. Ask somebody who may."))
    else:
        messages.success(request, _("“%(title)s” is on the site now.") % {"title": page.title})
    return HttpResponseRedirect(reverse("events_check", args=(pk,)))


def _outcome_for(request: StaffRequest, pk: int) -> MeetingOutcomePage:
    page = get_object_or_404(MeetingOutcomePage, pk=pk)
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_check() or permissions.can_edit()):
        raise PermissionDenied
    return page


def _decided(request: StaffRequest, page: MeetingOutcomePage, form: OutcomeCheckForm) -> bool:
    facts: dict[str, Any] = {
        "page": page,
        "user": request.user,
        "read": form.cleaned_data["read"],
        "now": timezone.now(),
        "note": form.cleaned_data["note"],
    }
    try:
        if "send_back" in request.POST:
            send_back(**facts)
            messages.success(request, _("The text was sent back. The writer reads your words in the editor."))
        else:
            confirm(**facts, has_looked=form.cleaned_data["has_looked"])
            messages.success(request, _("It is on record that you found nobody who can be identified."))
    except CheckRefused as refused:
        form.add_error(_FIELDS.get(refused.reason), str(refused))
        return False
    return True


def _context(request: StaffRequest, page: MeetingOutcomePage, form: OutcomeCheckForm) -> dict[str, Any]:
    reading = reading_of(page)
    is_checked = page.is_checked()
    return {
        "title": _("Check by a second person"),
        "page": reading.page,
        "outcome": page,
        "revision": reading.revision,
        "read": reading.fingerprint,
        "form": form,
        "signs": signs_of(reading.page),
        "is_checked": is_checked,
        "is_published": page.live and not page.has_unpublished_changes,
        "refusal": refusal_for(page=page, user=request.user),
        "may_publish": is_checked and page.permissions_for_user(request.user).may_publish_once_checked(),
        "checks": page.checks.with_people(),
    }
