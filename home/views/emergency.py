"""/cms/emergency/: notices at the head of every page, on and off with one press."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.forms import HowLongForm, NoticeForm
from portal.core.domain.emergency import NoticeRefused, refusal, switch_off, switch_on, throw_away, write
from portal.core.models import EmergencyNotice, User

PERMISSION = "core.change_emergencynotice"


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """All notices: those on every page now, and those kept at hand."""
    _allowed(request, PERMISSION)
    now = timezone.now()
    showing = {notice.pk for notice in EmergencyNotice.objects.showing(now)}
    every = EmergencyNotice.objects.select_related("switched_by").prefetch_related("areas")
    rows = [
        {"notice": notice, "is_showing": notice.pk in showing, "refusal": refusal(notice=notice, now=now, until=None)}
        for notice in every
    ]
    return render(
        request,
        "home/cms/emergency.html",
        {"title": _("Emergency notices"), "rows": rows, "how_long": HowLongForm(auto_id=False)},
    )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The words of one notice; they can be shown in the same press."""
    chief = _allowed(request, PERMISSION if pk else "core.add_emergencynotice")
    notice = get_object_or_404(EmergencyNotice, pk=pk) if pk else EmergencyNotice()
    form = NoticeForm(request.POST or None, instance=notice)
    how_long = HowLongForm(request.POST if "show" in request.POST else None, initial={"hours": 0})
    if request.method == "POST" and form.is_valid():
        notice = write(notice=form.save(commit=False), by=chief)
        form.save_m2m()
        if "show" in request.POST and how_long.is_valid():
            return _show(request, notice, how_long, chief)
        messages.success(request, _("The notice was saved."))
        return redirect("emergency")
    return render(
        request,
        "home/cms/emergency_edit.html",
        {"title": _("Emergency notice"), "notice": notice, "form": form, "how_long": how_long},
    )


@require_POST
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it on every page."""
    chief = _allowed(request, PERMISSION)
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    how_long = HowLongForm(request.POST)
    if not how_long.is_valid():
        messages.error(request, _("Choose until when the notice stands."))
        return redirect("emergency")
    return _show(request, notice, how_long, chief)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it off every page."""
    chief = _allowed(request, PERMISSION)
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    return _done(
        request,
        partial(switch_off, notice=notice, by=chief, now=timezone.now()),
        _("“%(title)s” is no longer shown.") % {"title": notice.title},
    )


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete its words for good."""
    chief = _allowed(request, "core.delete_emergencynotice")
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    return _done(
        request,
        partial(throw_away, notice=notice, by=chief),
        _("“%(title)s” was deleted.") % {"title": notice.title},
    )


def _show(request: HttpRequest, notice: EmergencyNotice, how_long: HowLongForm, chief: User) -> HttpResponse:
    now = timezone.now()
    return _done(
        request,
        partial(switch_on, notice=notice, by=chief, now=now, until=how_long.until(now)),
        _("“%(title)s” is on every page now.") % {"title": notice.title},
    )


def _done(request: HttpRequest, act: "partial[Any]", words: str) -> HttpResponse:
    try:
        act()
    except NoticeRefused as refused:
        messages.error(request, str(refused))
        return redirect("emergency_edit", act.keywords["notice"].pk)
    messages.success(request, words)
    return redirect("emergency")


def _allowed(request: HttpRequest, permission: str) -> User:
    """The one who asks, if they may."""
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
