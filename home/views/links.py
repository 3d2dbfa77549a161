"""/cms/reports/links/: 「リンクの点検」; notes and exceptions."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page

from home.domain.link_report import Shown, Where, links_shown, with_places
from home.forms.links import LinkNoteForm
from portal.core.csv_files import csv_file
from portal.core.links.checking import ask_again_soon, note_on
from portal.core.models import OutsideLink, Section, User

SHOWN = 50


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """All broken links and where they stand, by section, on the screen or as CSV."""
    _allowed(request, "core.view_outsidelink")
    shown, section = request.GET.get("state") or Shown.BROKEN, request.GET.get("section", "")
    links = links_shown(shown, section)
    if request.GET.get("export") == "csv":
        return _as_csv(links)
    part = Paginator(links, SHOWN).get_page(request.GET.get("p"))
    context = {
        "title": _("Check of links"),
        "rows": [_row(link, places) for link, places in with_places(part.object_list)],
        "part": part,
        "sections": Section.objects.all(),
        "chosen": section,
        "states": Shown.choices,
        "state": shown,
    }
    return render(request, "home/cms/links.html", context)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """One link: where it stands, a note, leaving it out of the checks, asking again soon."""
    user = _allowed(request, "core.change_outsidelink")
    kept = get_object_or_404(OutsideLink, pk=pk)
    if request.method == "POST" and "again" in request.POST:
        ask_again_soon(link=kept)
        messages.success(request, _("The link will be checked again in a few minutes."))
        return redirect("link", kept.pk)
    before = {"note": kept.note, "is_exception": kept.is_exception}
    form = LinkNoteForm(request.POST if request.method == "POST" else None, initial=before)
    if request.method == "POST" and form.is_valid():
        note_on(link=kept, by=user, **form.cleaned_data)
        messages.success(request, _("The note was saved."))
        return redirect("links")
    [(kept, places)] = with_places([kept])
    context = {"title": _("Link outside"), "row": _row(kept, places), "form": form}
    return render(request, "home/cms/link.html", context)


def _row(link: OutsideLink, places: list[Where]) -> dict[str, Any]:
    return {"link": link, "places": [{"where": where, "url": address(where.thing)} for where in places]}


def address(thing: Any) -> str:
    """Where staff change ``thing``."""
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=(thing.pk,))
    return reverse(thing.snippet_viewset.get_url_name("edit"), args=(thing.pk,))


def _as_csv(links: Any) -> HttpResponse:
    headings = (
        pgettext("of a page", "Address"),
        _("State"),
        _("Result"),
        _("Checked"),
        _("Page"),
        pgettext("of a page", "Part"),
        _("responsible section"),
        pgettext("link", "Note"),
    )
    rows = (
        (
            link.url,
            link.get_state_display(),
            link.result,
            link.checked_at and link.checked_at.date(),
            where.thing,
            where.place.part,
            where.place.section,
            link.note,
        )
        for link, places in with_places(links)
        for where in places
    )
    return csv_file("links", headings, rows)


def _allowed(request: HttpRequest, permission: str) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(permission):
        raise PermissionDenied
    return request.user
