"""Calls for helpers; putting one's name down, and taking it back."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.core.listing import cut
from volunteers.domain.signup import SignupRefused, sign_up, standing_of, withdraw
from volunteers.forms import CallFilterForm
from volunteers.models import Shift, Signup, Volunteer, VolunteerOpportunity
from volunteers.rules import refusal
from volunteers.views.way import registering_for, volunteer_of, way


@require_safe
def opportunities(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = CallFilterForm(request.GET)
    calls = form.narrow(VolunteerOpportunity.objects.public().recruiting(now), now).cards(now)
    context = {
        "page_title": _("Volunteering"),
        "summary": _("Calls for helpers. An hour is welcome, and so are beginners."),
        "breadcrumb": [(_("Home"), "/"), (_("Volunteering"), "")],
        "form": form,
        "chosen": form.chosen(request.GET),
        "page_obj": cut(request, calls),
    }
    return render(request, "volunteers/opportunities.html", context)


@require_safe
def opportunity(request: HttpRequest, pk: int) -> HttpResponse:
    now = timezone.now()
    call = get_object_or_404(VolunteerOpportunity.objects.public().cards(now), pk=pk)
    volunteer = volunteer_of(request)
    register = registering_for(request.path)
    context = {
        "page_title": call.title,
        "breadcrumb": way((call.title, "")),
        "call": call,
        "volunteer": volunteer,
        "standing": volunteer and standing_of(volunteer),
        "register_url": register,
        "sign_up_url": f"{reverse('account_signup')}?{urlencode({'next': register})}",
        "shifts": _rows(call, volunteer, now),
    }
    response = render(request, "volunteers/opportunity.html", context)
    if volunteer is not None:
        # What is said of one volunteer stays out of every cache.
        add_never_cache_headers(response)
    return response


@require_POST
def put_name_down(request: HttpRequest, pk: int) -> HttpResponse:
    shift = get_object_or_404(Shift, pk=pk, opportunity__in=VolunteerOpportunity.objects.public())
    call_url = reverse("volunteers:opportunity", args=(shift.opportunity_id,))
    if not request.user.is_authenticated:
        return redirect_to_login(call_url)
    volunteer = volunteer_of(request)
    if volunteer is None:
        messages.info(request, _("Please register as a volunteer first."))
        return redirect(registering_for(call_url))
    try:
        sign_up(shift=shift, volunteer=volunteer)
    except SignupRefused as refused:
        messages.error(request, str(refused))
        return redirect(call_url)
    messages.success(request, _("Your name is down. Thank you."))
    return redirect("volunteers:mine")


@require_POST
def take_name_back(request: HttpRequest, pk: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("volunteers:mine"))
    signup = get_object_or_404(Signup, pk=pk, volunteer__user=request.user)
    try:
        withdraw(signup=signup)
    except SignupRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your name is no longer down."))
    return redirect("volunteers:mine")


def _rows(call: VolunteerOpportunity, volunteer: Volunteer | None, now: datetime) -> list[dict[str, Any]]:
    """The shifts to come, why nobody can take one, and whether this volunteer has."""
    own = volunteer.signups.holding_a_place().of_call(call.pk) if volunteer else Signup.objects.none()
    taken_by_me = set(own.values_list("shift_id", flat=True))
    return [
        {
            "shift": shift,
            "mine": shift.pk in taken_by_me,
            "reason": refusal(
                now,
                starts_at=shift.starts_at,
                apply_until=call.apply_until,
                places=shift.places,
                taken=shift.taken,
                called_off=call.called_off,
            ),
        }
        for shift in call.coming
    ]
