"""/cms/approvals/away/: who decides while somebody is away; /cms/approvals/routes/: the routes themselves."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.domain.approval.away import KEEPS_ROUTES, AbsenceRefused, end, may_say, put_down
from home.domain.approval.routes import PERMISSION, write_route
from home.forms.approval import AbsenceForm, RouteForm, Steps
from home.models import Absence, Route
from home.views.approval import StaffRequest
from portal.core.calendar import today_in_town


@require_http_methods(["GET", "POST"])
def away(request: StaffRequest) -> HttpResponse:
    """Who stands in for whom from today on; everybody says it for themselves."""
    for_all = request.user.has_perm(KEEPS_ROUTES)
    if not (for_all or request.user.section_id):
        raise Http404
    today = today_in_town(timezone.now())
    form = AbsenceForm(request.user, request.POST or None, for_all=for_all, initial={"first_day": today})
    if request.method == "POST" and form.is_valid() and _put_down(request, form):
        return redirect("approval_away")
    shown = Absence.objects.overlapping(today, None).select_related("person", "deputy")
    rows = [
        {"absence": one, "may_end": may_say(request.user, one.person_id), "is_on": one.first_day <= today}
        for one in shown
        if for_all or request.user.pk in {one.person_id, one.deputy_id}
    ]
    return render(request, "home/cms/approval/away.html", {"title": _("Deputies"), "form": form, "rows": rows})


@require_POST
def back(request: StaffRequest, pk: int) -> HttpResponse:
    """Somebody is back; the deputy decides no more."""
    absence = get_object_or_404(Absence, pk=pk)
    try:
        end(absence=absence, by=request.user, today=today_in_town(timezone.now()))
    except AbsenceRefused:
        raise Http404 from None
    messages.success(request, _("From now on nobody stands in for %(person)s.") % {"person": absence.person})
    return redirect("approval_away")


def _put_down(request: StaffRequest, form: AbsenceForm) -> bool:
    facts: dict[str, Any] = form.cleaned_data
    try:
        absence = put_down(by=request.user, **facts)
    except AbsenceRefused as refused:
        form.add_error(None, str(refused))
        return False
    words = _("%(deputy)s decides for %(person)s.")
    messages.success(request, words % {"deputy": absence.deputy, "person": absence.person})
    return True


@require_safe
def routes(request: StaffRequest) -> HttpResponse:
    """All routes with their steps."""
    _allowed(request, "home.view_route")
    every = Route.objects.select_related("section").prefetch_related("steps__groups", "steps__people")
    return render(
        request,
        "home/cms/approval/routes.html",
        {"title": _("Routes of approval"), "routes": every, "may_add": request.user.has_perm("home.add_route")},
    )


@require_http_methods(["GET", "POST"])
def route(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """One route: whose it is, whether it binds, and its steps."""
    _allowed(request, PERMISSION if pk else "home.add_route")
    shown = get_object_or_404(Route, pk=pk) if pk else Route()
    form, steps = RouteForm(request.POST or None, instance=shown), Steps(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid() and steps.is_valid():
        saved = write_route(route=shown, form=form, steps=steps, by=request.user, now=timezone.now())
        messages.success(request, _("The route “%(name)s” was saved.") % {"name": saved.name})
        return redirect("approval_routes")
    context = {"title": _("Route of approval"), "subtitle": shown.name, "form": form, "steps": steps}
    return render(request, "home/cms/approval/route.html", context)


def _allowed(request: StaffRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
