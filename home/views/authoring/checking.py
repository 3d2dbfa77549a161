"""POST /cms/authoring/check/…: what the editor has typed so far, checked in memory. Nothing is saved."""

from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page

from home.domain.authoring.reading import Reading, read
from home.domain.authoring.texts import KINDS, LISTINGS, is_checked, may_edit, text_of
from home.domain.authoring.typed import as_typed, new_page
from home.rules import counted, key_of
from home.views.authoring import StaffRequest
from portal.core.authoring.findings import Finding
from portal.core.authoring.rules import BY_CODE
from portal.core.models import PortalPage

LARGEST: Final = 1_000_000  # bytes of a form


@require_POST
def check(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """Findings in a page or listing that is being written, for whoever may change it."""
    if kind not in KINDS or (text := text_of(kind, pk)) is None or not may_edit(request.user, text):
        raise Http404
    return _answer(request, text)


@require_POST
def check_new_page(request: StaffRequest, app: str, model: str, parent_pk: int) -> HttpResponse:
    """Findings in a page that is not saved yet, for whoever may write one there."""
    parent = get_object_or_404(Page, pk=parent_pk).specific
    page_type: Any = get_object_or_404(ContentType, app_label=app, model=model).model_class()
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise Http404
    if not (isinstance(page_type, type) and issubclass(page_type, PortalPage) and page_type.can_create_at(parent)):
        raise Http404
    return _answer(request, new_page(page_type, parent, user=request.user), parent=parent)


@require_POST
def check_new_listing(request: StaffRequest, kind: str) -> HttpResponse:
    """Findings in a listing that is not saved yet, for whoever may add one."""
    model = LISTINGS.get(kind)
    if model is None or not model.snippet_viewset.permission_policy.user_has_permission(request.user, "add"):
        raise Http404
    return _answer(request, model())


def _answer(request: StaffRequest, thing: Any, *, parent: Page | None = None) -> HttpResponse:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return JsonResponse({"findings": []}, status=413)
    typed = as_typed(thing, request.POST, user=request.user, parent=parent)
    return JsonResponse(as_json(read(typed)) if is_checked(typed) else {"findings": []})


def as_json(reading: Reading) -> dict[str, Any]:
    """What the script of the editor shows."""
    return {
        "counts": [
            {"level": level.value, "label": str(level.label), "number": number}
            for level, number in counted(finding.level for finding in reading.findings)
        ],
        "findings": [_as_json(reading, finding) for finding in reading.findings],
    }


def _as_json(reading: Reading, finding: Finding) -> dict[str, Any]:
    place, rule = finding.place, BY_CODE.get(finding.rule)
    before, was, after = reading.around(finding)
    correction = finding.correction
    return {
        "key": key_of(finding),
        "level": finding.level.value,
        "label": str(finding.level.label),
        "message": str(finding.message),
        "excerpt": finding.excerpt,
        "why": str(rule.why) if rule else "",
        "where": reading.where(finding),
        "field": place.field,
        "block": place.block,
        "part": place.part,
        "correction": correction
        and {"before": before, "was": was, "after": after, "replacement": correction.replacement},
    }
