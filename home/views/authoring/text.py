"""/cms/authoring/…: all that was found in one text; corrections and publishing over a stop, without any script."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin import messages

from home.domain.authoring.gate import PERMISSION, OverStopRefused, publish_over
from home.domain.authoring.keeping import keep_reading
from home.domain.authoring.mending import MendRefused, mend
from home.domain.authoring.reading import Reading, read
from home.domain.authoring.texts import (
    KINDS,
    editor_address,
    findings_address,
    is_locked_for,
    may_edit,
    may_publish,
    place_in_editor,
    text_of,
    title_of,
)
from home.forms.authoring import OverStopForm
from home.models import OverStop
from home.rules import counted, digest_of, key_of
from home.views.authoring import StaffRequest
from portal.core.authoring.findings import Level
from portal.core.authoring.rules import BY_CODE


@require_safe
def text(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """The findings of the latest draft, each with its place; what stops it, and who may answer for that."""
    found = _text_for(request, kind, pk)
    return render(request, "home/cms/authoring/text.html", _context(request, found, OverStopForm()))


@require_POST
def mend_text(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Make one correction, or all that are certain, as a new draft."""
    found = _text_for(request, kind, pk)
    try:
        mend(thing=found, keys=request.POST.getlist("key"), user=request.user, now=timezone.now())
    except MendRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Corrected, and kept as a draft."))
    return redirect(findings_address(found))


@require_POST
def publish(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Publish over the stops, with a reason that stays on record."""
    found = _text_for(request, kind, pk)
    form = OverStopForm(request.POST)
    if not form.is_valid():
        return render(request, "home/cms/authoring/text.html", _context(request, found, form))
    try:
        publish_over(
            thing=found,
            user=request.user,
            reason=form.cleaned_data["reason"],
            read_stops=form.cleaned_data["read"],
            now=timezone.now(),
        )
    except OverStopRefused as refused:
        messages.error(request, str(refused))
    except PublishPermissionError:
        messages.error(request, _("Your account may not publish this text. Ask somebody who may."))
    else:
        messages.success(
            request, _("“%(title)s” was published. Your reason is on record.") % {"title": title_of(found)}
        )
        return redirect(editor_address(found))
    return redirect(findings_address(found))


def _text_for(request: StaffRequest, kind: str, pk: int) -> Any:
    """The text, for those who may change or publish it; for others it is not there."""
    found = text_of(kind, pk) if kind in KINDS else None
    if found is None or not (may_edit(request.user, found) or may_publish(request.user, found)):
        raise Http404
    return found


def _context(request: StaffRequest, found: Any, form: OverStopForm) -> dict[str, Any]:
    reading = read(found)
    stops = reading.stops
    may = {
        "mend": may_edit(request.user, found) and not is_locked_for(request.user, found),
        "publish_over": request.user.has_perm(PERMISSION) and may_publish(request.user, found),
    }
    form.fields["read"].initial = digest_of(stops)
    return {
        "title": _("Check of writing"),
        "subtitle": title_of(found),
        "thing": found,
        "kind": found._meta.model_name if not hasattr(found, "path") else "page",
        "counts": counted(finding.level for finding in reading.findings),
        "rows": _rows(reading),
        "stops": stops,
        "all_keys": [key_of(finding) for finding in reading.findings if finding.correction is not None],
        "may": may,
        "form": form,
        "editor": editor_address(found),
        "answered": OverStop.objects.of_thing(found).select_related("published_by")[:5],
    }


def _rows(reading: Reading) -> list[dict[str, Any]]:
    rows = []
    for finding in reading.findings:
        before, was, after = reading.around(finding)
        place = finding.place
        rows.append(
            {
                "finding": finding,
                "key": key_of(finding),
                "level": Level(finding.level),
                "why": BY_CODE[finding.rule].why if finding.rule in BY_CODE else "",
                "where": reading.where(finding),
                "address": place_in_editor(reading.text, place.field, place.block),
                "change": finding.correction
                and {"before": before, "was": was, "becomes": finding.correction.replacement, "after": after},
            }
        )
    return rows


def keep_and_say(request: StaffRequest, thing: Any) -> None:
    """After saving: keep what was found, and say it to whom the script of the editor does not."""
    saved = text_of("page" if hasattr(thing, "path") else thing._meta.model_name, thing.pk)
    if saved is None:
        return
    reading = read(saved)
    keep_reading(type(saved)._default_manager.get(pk=saved.pk), reading, now=timezone.now())
    if reading.findings and "application/json" not in request.headers.get("Accept", ""):
        words = _("Check of writing: %(number)d to look at.") % {"number": len(reading.findings)}
        messages.info(request, words, buttons=[messages.button(findings_address(saved), _("See the findings"))])
