"""/cms/emergency/: what everybody must know now, on every page in three presses; corrected, prolonged, stopped."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.forms.emergency import HOURS, OPEN_END, HowLongForm, NoticeForm
from portal.core.domain.emergency import NoticeRefused, announce, set_end, switch_off, throw_away, write
from portal.core.models import EmergencyLevel, EmergencyNotice, EmergencyTemplate, User

PERMISSION = "core.change_emergencynotice"
PAST_SHOWN = 10


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """What is on every page now; the words to choose from; and the form, once words were chosen."""
    _allowed(request, PERMISSION)
    initial = _chosen_words(request)
    form = how_long = None
    if initial is not None:
        form = NoticeForm(initial=initial)
        how_long = HowLongForm(initial={"ends": initial["ends"]})
    return _screen(request, form, how_long)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Put new words on every page."""
    chief = _allowed(request, "core.add_emergencynotice")
    if request.method != "POST":
        return redirect("emergency")
    form, how_long, now = NoticeForm(request.POST), HowLongForm(request.POST), timezone.now()
    if not (form.is_valid() & how_long.is_valid()):
        return _screen(request, form, how_long)
    areas, until = form.cleaned_data["areas"], how_long.until(now)
    try:
        notice = announce(notice=form.save(commit=False), areas=areas, by=chief, now=now, until=until)
    except NoticeRefused as refused:
        how_long.add_error(None, str(refused))
        return _screen(request, form, how_long)
    words = (
        _("Drill: “%(title)s” is on every page for staff.") if notice.is_drill else _("“%(title)s” is on every page.")
    )
    messages.success(request, words % {"title": notice.title})
    return redirect("emergency")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the words of one notice; what shows is corrected on every page at once."""
    chief = _allowed(request, PERMISSION)
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    form = NoticeForm(request.POST or None, instance=notice)
    if request.method == "POST" and form.is_valid():
        try:
            write(notice=form.save(commit=False), areas=form.cleaned_data["areas"], by=chief)
        except NoticeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The notice was saved."))
            return redirect("emergency")
    context = {"title": _("Correct the notice"), "notice": notice, "form": form}
    return render(request, "home/cms/emergency_edit.html", context)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it stand longer, or end earlier at a given time."""
    chief = _allowed(request, PERMISSION)
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    how_long, now = HowLongForm(request.POST or None), timezone.now()
    if request.method == "POST" and how_long.is_valid():
        try:
            set_end(notice=notice, by=chief, now=now, until=how_long.until(now))
        except NoticeRefused as refused:
            how_long.add_error(None, str(refused))
        else:
            messages.success(request, _("The end of “%(title)s” was changed.") % {"title": notice.title})
            return redirect("emergency")
    context = {"title": _("Change the end"), "notice": notice, "how_long": how_long}
    return render(request, "home/cms/emergency_end.html", context)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it off every page."""
    chief = _allowed(request, PERMISSION)
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    switch_off(notice=notice, by=chief, now=timezone.now())
    messages.success(request, _("“%(title)s” is no longer shown.") % {"title": notice.title})
    return redirect("emergency")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete its words for good."""
    chief = _allowed(request, "core.delete_emergencynotice")
    notice = get_object_or_404(EmergencyNotice, pk=pk)
    throw_away(notice=notice, by=chief)
    messages.success(request, _("“%(title)s” was deleted.") % {"title": notice.title})
    return redirect("emergency")


def _screen(request: HttpRequest, form: NoticeForm | None, how_long: HowLongForm | None) -> HttpResponse:
    """The one screen. Words that are being written stand above everything else."""
    now = timezone.now()
    every = EmergencyNotice.objects.select_related("switched_by").prefetch_related("areas")
    templates = list(EmergencyTemplate.objects.in_use()) if form is None else []
    context = {
        "title": _("Emergency notices"),
        "showing": every.showing(now),
        "past": every.over(now)[:PAST_SHOWN],
        "levels": [
            {"level": level, "templates": [one for one in templates if one.level == level]} for level in EmergencyLevel
        ],
        "form": form,
        "how_long": how_long,
    }
    return render(request, "home/cms/emergency.html", context)


def _chosen_words(request: HttpRequest) -> dict[str, Any] | None:
    """The words that were asked for: of a template, of an earlier notice, or none yet."""
    number = request.GET.get("template") or request.GET.get("again") or ""
    if request.GET.get("level") in ("1", "2", "3"):
        return {"level": int(request.GET["level"]), "ends": "24"}
    if not number.isdecimal():
        return None
    if "template" in request.GET:
        template = get_object_or_404(EmergencyTemplate, pk=number)
        return _words_of(template) | {"ends": _nearest(template.hours)}
    notice = get_object_or_404(EmergencyNotice, pk=number)
    return _words_of(notice) | {"areas": list(notice.areas.all()), "is_drill": notice.is_drill, "ends": "24"}


def _words_of(source: EmergencyTemplate | EmergencyNotice) -> dict[str, Any]:
    return {"level": source.level, "title": source.title, "text": source.text, "url": source.url}


def _nearest(hours: int) -> str:
    """The choice that stands at least as long as the template says."""
    if not hours:
        return OPEN_END
    return next((choice for choice, _label in HOURS if int(choice) >= hours), HOURS[-1][0])


def _allowed(request: HttpRequest, permission: str) -> User:
    """The one who asks, if they may."""
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
