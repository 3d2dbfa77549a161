"""Calls for helpers, registering, and the volunteer's own page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.core.listing import cut
from portal.core.models import CommunityArea
from volunteers.domain.registration import leave, register
from volunteers.domain.signup import SignupRefused, sign_up, withdraw
from volunteers.forms import VolunteerForm
from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity
from volunteers.rules import may_withdraw, refusal


def way(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from home to here."""
    return [(_("Home"), "/"), (_("Volunteering"), reverse("volunteers:opportunities")), *steps]


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    areas = list(CommunityArea.objects.all())
    area = next((area for area in areas if area.code == request.GET.get("area")), None)
    calls = VolunteerOpportunity.objects.public().recruiting(now).cards(now)
    if area is not None:
        calls = calls.in_area(area)
    context = {
        "page_title": _("Volunteering"),
        "summary": _("Calls for helpers. An hour is welcome, and so are beginners."),
        "breadcrumb": [(_("Home"), "/"), (_("Volunteering"), "")],
        "page_obj": cut(request, calls),
        "areas": areas,
        "area": area,
    }
    return render(request, "volunteers/opportunities.html", context)


@require_safe
def opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    call = get_object_or_404(VolunteerOpportunity.objects.public().cards(now), pk=pk)
    volunteer = _volunteer_of(request)
    context = {
        "page_title": call.title,
        "breadcrumb": way((call.title, "")),
        "call": call,
        "volunteer": volunteer,
        "shifts": [_shift_row(call, shift, volunteer) for shift in call.coming],
    }
    return render(request, "volunteers/opportunity.html", context)


@login_required
@never_cache
def registration(request: HttpRequest) -> HttpResponse:
    volunteer = _volunteer_of(request)
    form = VolunteerForm(request.POST or None, instance=volunteer)
    if request.method == "POST" and form.is_valid():
        register(user=_user(request), details=form.details(), interests=form.cleaned_data["interests"])
        messages.success(request, _("Thank you. Your registration is complete."))
        return redirect("volunteers:mine")
    context = {
        "page_title": _("Change your details") if volunteer else _("Register as a volunteer"),
        "breadcrumb": way((_("Registration"), "")),
        "form": form,
        "button": _("Save") if volunteer else _("Register"),
    }
    return render(request, "volunteers/registration.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    volunteer = _volunteer_of(request)
    if volunteer is None:
        return redirect("volunteers:register")
    now = timezone.now()
    signups = [
        {"signup": signup, "may_withdraw": signup.holds_a_place and may_withdraw(now, starts_at=signup.shift.starts_at)}
        for signup in volunteer.signups.holding_a_place().soonest_first()
    ]
    context = {
        "page_title": _("My volunteering"),
        "breadcrumb": way((_("My volunteering"), "")),
        "volunteer": volunteer,
        "coming": [row for row in signups if row["signup"].shift.ends_at > now],
        "past": [row for row in signups if row["signup"].shift.ends_at <= now],
    }
    return render(request, "volunteers/mine.html", context)


@login_required
@require_POST
def put_name_down(request: HttpRequest, pk: int) -> HttpResponse:
    shift = get_object_or_404(Shift, pk=pk, opportunity__in=VolunteerOpportunity.objects.public())
    volunteer = _volunteer_of(request)
    if volunteer is None:
        messages.info(request, _("Please register as a volunteer first."))
        return redirect("volunteers:register")
    try:
        sign_up(shift=shift, volunteer=volunteer)
    except SignupRefused as refused:
        messages.error(request, str(refused))
        return redirect("volunteers:opportunity", pk=shift.opportunity_id)
    messages.success(request, _("Your name is down. Thank you."))
    return redirect("volunteers:mine")


@login_required
@require_POST
def take_name_back(request: HttpRequest, pk: int) -> HttpResponse:
    signup = get_object_or_404(Signup, pk=pk, volunteer__user=_user(request))
    try:
        withdraw(signup=signup)
    except SignupRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your name is no longer down."))
    return redirect("volunteers:mine")


@login_required
@never_cache
def leave_volunteering(request: HttpRequest) -> HttpResponse:
    volunteer = get_object_or_404(Volunteer, user=_user(request))
    if request.method == "POST":
        leave(volunteer=volunteer)
        messages.success(request, _("Your registration and your details are deleted."))
        return redirect("volunteers:opportunities")
    context = {"page_title": _("End the registration"), "breadcrumb": way((_("End the registration"), ""))}
    return render(request, "volunteers/leave.html", context)


def _user(request: HttpRequest) -> Any:
    return request.user


def _volunteer_of(request: HttpRequest) -> Volunteer | None:
    return Volunteer.objects.filter(user=_user(request)).first() if request.user.is_authenticated else None


def _shift_row(call: VolunteerOpportunity, shift: Any, volunteer: Volunteer | None) -> dict[str, Any]:
    reason = refusal(
        timezone.now(),
        starts_at=shift.starts_at,
        apply_until=call.apply_until,
        places=shift.places,
        taken=shift.taken,
        called_off=call.called_off,
    )
    mine = volunteer is not None and shift.signups.holding_a_place().filter(volunteer=volunteer).exists()
    return {"shift": shift, "reason": reason, "left": max(shift.places - shift.taken, 0), "mine": mine}
