"""/cms/approvals/: all that waits, and one text to decide on; without any script, on a phone as well."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from home.domain.approval.board import Board
from home.domain.approval.deciding import ApprovalRefused, Said, decide
from home.domain.approval.routes import PERMISSION as KEEPS_ROUTES
from home.domain.approval.standing import Standing, all_running, standing_of
from home.domain.approval.urgent import to_confirm
from home.domain.authoring.texts import latest, may_edit, title_of
from home.enums import ApprovalRefusal, Verdict
from home.forms.approval import DecisionForm
from home.models import Passage
from home.views.approval import StaffRequest
from home.views.approval.showing import Place, about, places_of, rows_of_steps
from portal.core.calendar import today_in_town
from portal.core.models import User
from portal.core.publishing import PublishingRefused


@require_safe
def approvals(request: StaffRequest) -> HttpResponse:
    """What waits for this account, what it sent itself, and for those who keep the routes all that is under way."""
    today = today_in_town(timezone.now())
    running = list(all_running(Board(today)))
    keeps_routes = request.user.has_perm(KEEPS_ROUTES)
    mine = [one for one in running if one.chairs(request.user.pk)]
    others = [one for one in running if one not in mine and (keeps_routes or request.user.pk in one.writers)]
    prefetch_related_objects([one.passage for one in (*mine, *others)], "thing")
    context = {
        "title": _("Approvals"),
        "mine": [_row(one) for one in mine],
        "others": [_row(one) for one in others],
        "to_confirm": list(to_confirm(request.user, today)),
        "keeps_routes": keeps_routes,
    }
    return render(request, "home/cms/approval/list.html", context)


@require_http_methods(["GET", "POST"])
def approval(request: StaffRequest, pk: int) -> HttpResponse:
    """One text: how far it has come, what changed, what the check found, and the two buttons."""
    passage = get_object_or_404(Passage.objects.with_facts(), pk=pk)
    standing = standing_of(passage, Board(today_in_town(timezone.now())))
    if passage.revision is None or passage.thing is None or not _may_see(request.user, standing):
        raise Http404
    text = passage.revision.as_object()
    places = places_of(text)
    form = DecisionForm([place.name for place in places], request.POST or None, initial={"read": passage.revision_id})
    if request.method == "POST" and form.is_valid() and _decided(request, passage, form, places):
        return redirect("approval", pk)
    return render(request, "home/cms/approval/text.html", _context(request, standing, text, form, places))


def _context(
    request: StaffRequest, standing: Standing, text: Any, form: DecisionForm, places: list[Place]
) -> dict[str, Any]:
    return {
        "title": _("Approval"),
        "subtitle": title_of(text),
        "standing": standing,
        "passage": standing.passage,
        "route": standing.board.route_of(standing.passage.section_id),
        "steps": rows_of_steps(standing),
        "refusal": standing.refusal(request.user),
        "instead_of": _instead_of(standing, request.user),
        "form": form,
        "places": list(zip(places, form.at_places(), strict=True)),
        **about(request, standing.passage, text, since=request.GET.get("since", "")),
    }


def _decided(request: StaffRequest, passage: Passage, form: DecisionForm, places: list[Place]) -> bool:
    verdict = Verdict.RETURNED if "send_back" in request.POST else Verdict.APPROVED
    said = [Said(place.place, words) for place, words in zip(places, form.said_at_places(), strict=True)]
    try:
        decide(
            passage=passage,
            user=request.user,
            verdict=verdict,
            read=form.cleaned_data["read"],
            now=timezone.now(),
            comment=form.cleaned_data["comment"],
            remarks=said if verdict == Verdict.RETURNED else (),
        )
    except ApprovalRefused as refused:
        form.add_error("comment" if refused.reason == ApprovalRefusal.NO_COMMENT else None, str(refused))
        return False
    except PublishingRefused as refused:
        words = _("Nothing is decided yet: with this the text would go out, and the check of writing says stop.")
        messages.error(request, words, buttons=[messages.button(refused.address, _("See the findings"))])
        return False
    except PermissionDenied as refused:
        form.add_error(None, _("Nothing is decided yet: %(reason)s") % {"reason": refused})
        return False
    _say(request, passage, verdict)
    return True


def _say(request: StaffRequest, passage: Passage, verdict: Verdict) -> None:
    facts = {"title": title_of(latest(passage.thing))}
    passage = Passage.objects.get(pk=passage.pk)
    if verdict == Verdict.RETURNED:
        messages.success(request, _("“%(title)s” was sent back. The writer reads your words in the editor.") % facts)
    elif passage.approved_at is not None:
        messages.success(request, _("“%(title)s” is approved. It is on the site, or goes out at its time.") % facts)
    else:
        messages.success(request, _("“%(title)s” has your approval. It goes on to the next step.") % facts)


def _may_see(user: User, standing: Standing) -> bool:
    """Those who decide or decided, who wrote or may write in it, and those who keep the routes."""
    decided = {one.by_id for one in standing.passage.decisions.all()}
    if user.pk in standing.writers | decided or standing.chairs(user.pk):
        return True
    return user.has_perm(KEEPS_ROUTES) or may_edit(user, standing.passage.thing)


def _instead_of(standing: Standing, user: User) -> User | None:
    chairs = standing.chairs(user.pk)
    absent = chairs[0].instead_of if chairs else None
    return User.objects.get(pk=absent) if absent else None


def _row(standing: Standing) -> dict[str, Any]:
    return {
        "standing": standing,
        "title": getattr(standing.passage.thing, "draft_title", "") or str(standing.passage.thing),
        "url": reverse("approval", args=(standing.passage.pk,)),
        "nobody": not standing.deciders(),
    }
