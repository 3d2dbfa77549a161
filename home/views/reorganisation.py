"""/cms/reorganisation/: 組織改編; a preview of every place, all of it at once, and back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.domain.reorganisation.applying import ReorganisationRefused, call_off, prepare, undo
from home.domain.reorganisation.planning import Plan, plan
from home.forms.reorganisation import ReorganisationForm
from home.views.links import address
from portal.core.models import Reorganisation, ReorganisationState, User

PERMISSION = "core.add_reorganisation"


@require_safe
def reorganisations(request: HttpRequest) -> HttpResponse:
    """What was done and what is planned, and the form for the next one."""
    _allowed(request)
    last = Reorganisation.objects.last_applied().first()
    context = {
        "title": _("Reorganisation"),
        "form": ReorganisationForm(),
        "past": Reorganisation.objects.select_related("made_by").prefetch_related("closing"),
        "last": last,
    }
    return render(request, "home/cms/reorganisations.html", context)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest) -> HttpResponse:
    """Everything that would change, with a tick for each mention; the press that does it."""
    user = _allowed(request)
    form = ReorganisationForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid():
        context = {"title": _("Reorganisation"), "form": form, "past": (), "last": None}
        return render(request, "home/cms/reorganisations.html", context)
    found = plan(form.cleaned_data["closing"], form.cleaned_data["new_name"])
    if request.method == "POST":
        left_out = set(found.mentions) - set(request.POST.getlist("mention"))
        return _carry_out(request, form, left_out, user)
    context = {"title": _("What would change"), "form": form, "plan": found, "mentions": _by_thing(found)}
    return render(request, "home/cms/reorganisation_preview.html", context)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put everything back as it was."""
    user = _allowed(request)
    try:
        undo(reorganisation=get_object_or_404(Reorganisation, pk=pk), by=user, now=timezone.now())
    except ReorganisationRefused as refused:
        messages.error(request, " ".join([str(refused), "、".join(refused.places[:10])]))
    else:
        messages.success(request, _("Everything is as it was before."))
    return redirect("reorganisations")


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off what is only planned."""
    _allowed(request)
    call_off(reorganisation=get_object_or_404(Reorganisation, pk=pk))
    messages.success(request, _("The plan was called off."))
    return redirect("reorganisations")


def _carry_out(request: HttpRequest, form: ReorganisationForm, left_out: set[str], user: User) -> HttpResponse:
    try:
        made = prepare(**form.cleaned_data, left_out=left_out, by=user, now=timezone.now())
    except ReorganisationRefused as refused:
        messages.error(request, str(refused))
        return redirect("reorganisations")
    if made.state == ReorganisationState.APPLIED:
        words = _("Done: %(count)d places were changed to “%(name)s”. You can undo it here.")
        messages.success(request, words % {"count": len(made.changes), "name": made.new_name})
    else:
        messages.success(request, _("The reorganisation is planned. It is carried out on the day by itself."))
    return redirect("reorganisations")


def _by_thing(found: Plan) -> list[dict[str, Any]]:
    """The mentions under the page or entry in which they stand."""
    groups: dict[tuple[str, Any], dict[str, Any]] = {}
    for mention in found.mentions.values():
        key = (mention.thing._meta.label, mention.thing.pk)
        group = groups.setdefault(key, {"title": mention.title, "url": address(mention.thing), "mentions": []})
        group["mentions"].append(mention)
    return list(groups.values())


def _allowed(request: HttpRequest) -> User:
    """The one who asks, if they may."""
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user
