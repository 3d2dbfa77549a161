"""What belongs to one volunteer: registering, the own page, leaving. Never cached."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.core.models import User
from volunteers.domain.registration import leave, register
from volunteers.domain.signup import standing_of
from volunteers.forms import VolunteerForm
from volunteers.models import Volunteer, VolunteerOpportunity
from volunteers.rules import may_withdraw
from volunteers.views.way import meant, volunteer_of, way


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest) -> HttpResponse:
    volunteer = volunteer_of(request)
    form = VolunteerForm(request.POST if request.method == "POST" else None, instance=volunteer)
    if form.is_bound and form.is_valid():
        register(user=_user(request), details=form.details(), interests=form.cleaned_data["interests"])
        messages.success(request, _("Your details are saved.") if volunteer else _("Your registration is complete."))
        return redirect(meant(request) or "volunteers:mine")
    context = {
        "page_title": _("Change your details") if volunteer else _("Register as a volunteer"),
        "breadcrumb": way((_("Registration"), "")),
        "form": form,
        "button": _("Save") if volunteer else _("Register"),
    }
    return render(request, "volunteers/registration.html", context, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    volunteer = volunteer_of(request)
    if volunteer is None:
        return redirect("volunteers:register")
    now = timezone.now()
    rows = _rows(volunteer, now)
    context = {
        "page_title": _("My volunteering"),
        "breadcrumb": way((_("My volunteering"), "")),
        "volunteer": volunteer,
        "standing": standing_of(volunteer),
        "coming": [row for row in rows if row["signup"].shift.ends_at > now],
        "past": [row for row in rows if row["signup"].shift.ends_at <= now],
    }
    return render(request, "volunteers/mine.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave_volunteering(request: HttpRequest) -> HttpResponse:
    volunteer = get_object_or_404(Volunteer.objects.of(_user(request)))
    if request.method == "POST":
        leave(volunteer=volunteer)
        messages.success(request, _("Your registration and your details are deleted."))
        return redirect("volunteers:opportunities")
    context = {"page_title": _("End the registration"), "breadcrumb": way((_("End the registration"), ""))}
    return render(request, "volunteers/leave.html", context)


def _rows(volunteer: Volunteer, now: datetime) -> list[dict[str, Any]]:
    """The names this volunteer put down, with what can still be done about each."""
    signups = list(volunteer.signups.holding_a_place().soonest_first())
    calls = {signup.shift.opportunity_id for signup in signups}
    shown = set(VolunteerOpportunity.objects.public().filter(pk__in=calls).values_list("pk", flat=True))
    return [
        {
            "signup": signup,
            "is_shown": signup.shift.opportunity_id in shown,
            "called_off": signup.shift.opportunity.called_off,
            "may_withdraw": may_withdraw(now, starts_at=signup.shift.starts_at),
        }
        for signup in signups
    ]


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # noqa: S101 -- login_required, for the type checker
    return user
