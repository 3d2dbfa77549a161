"""/cms/reports/authoring/…: the corrections of one rule on the whole site, with every word before and after."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.domain.authoring.mending import PERMISSION, Outcome, mend_many, proposals, undo
from home.domain.authoring.texts import KINDS, kind_of, text_of
from home.models import Mending
from home.views.authoring import StaffRequest
from portal.core.authoring.rule import Rule
from portal.core.authoring.rules import BY_CODE

AT_ONCE: Final = 50


@require_http_methods(["GET", "POST"])
def mend_rule(request: StaffRequest, rule: str) -> HttpResponse:
    """Show what the corrections would change; make those that stay ticked."""
    _allowed(request)
    named = _rule(rule)
    if request.method == "POST":
        chosen = {
            thing: revision for thing, revision in map(_chosen, request.POST.getlist("text")) if thing is not None
        }
        if chosen:
            _mending, outcome = mend_many(rule=rule, chosen=chosen, user=request.user, now=timezone.now())
            _say(request, outcome)
            return redirect("authoring_mendings")
        messages.warning(request, _("Choose at least one text."))
    rows = [
        {"proposal": one, "value": f"{kind_of(one.thing)}:{one.thing.pk}:{one.revision}"}
        for one in proposals(rule, user=request.user, most=AT_ONCE)
    ]
    context = {"title": _("Correct many texts"), "subtitle": named.title, "rule": named, "rows": rows, "most": AT_ONCE}
    return render(request, "home/cms/authoring/mend.html", context)


@require_safe
def mendings(request: StaffRequest) -> HttpResponse:
    """What was corrected in many texts, the latest first, each with the button that takes it back."""
    _allowed(request)
    pages = Paginator(Mending.objects.with_texts(), 20)
    page = pages.get_page(request.GET.get("p"))
    rows = [{"mending": one, "rule": BY_CODE.get(one.rule)} for one in page]
    context = {"title": _("Corrections of many texts"), "rows": rows, "page": page}
    return render(request, "home/cms/authoring/mendings.html", context)


@require_POST
def undo_mending(request: StaffRequest, pk: int) -> HttpResponse:
    """Take it back, where nobody has written since."""
    _allowed(request)
    outcome = undo(mending=get_object_or_404(Mending, pk=pk), user=request.user, now=timezone.now())
    _say(request, outcome, undone=True)
    return redirect("authoring_mendings")


def _allowed(request: StaffRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _rule(code: str) -> Rule:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


def _chosen(value: str) -> tuple[Any, int]:
    """A text and the number of its revision, as the form names them: "page:12:345"."""
    kind, pk, revision = (*value.split(":"), "", "", "")[:3]
    if kind not in KINDS or not (pk.isdecimal() and revision.isdecimal()):
        return None, 0
    text = text_of(kind, int(pk))
    return (type(text)._default_manager.get(pk=text.pk) if text is not None else None), int(revision)


def _say(request: StaffRequest, outcome: Outcome, *, undone: bool = False) -> None:
    number = len(outcome.done)
    if undone:
        words = ngettext("%(number)d text is as before.", "%(number)d texts are as before.", number)
    else:
        words = ngettext("%(number)d text was corrected.", "%(number)d texts were corrected.", number)
    messages.success(request, words % {"number": number})
    for title, reason in outcome.left:
        messages.warning(request, _("“%(title)s” was left alone. %(reason)s") % {"title": title, "reason": reason})
