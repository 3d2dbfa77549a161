"""/cms/reviews/: looking at a page again, and the report of all that wait."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.domain.reviews import Due, ReviewRefused, confirm_contents, due_pages, stage_of, upkeep
from portal.core.calendar import japanese_date, today_in_town
from portal.core.csv_files import csv_file
from portal.core.models import PortalPage, Section, User

SHOWN = 50


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: read it, then say in one press that it is right."""
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(request.user, User) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if not isinstance(page, PortalPage):
        raise PermissionDenied
    today = today_in_town(timezone.now())
    if request.method == "POST":
        return _confirm(request, page, request.user)
    return render(
        request,
        "home/cms/review.html",
        {
            "title": _("Look at the page again"),
            "page": page,
            "stage": stage_of(page.review_on, today, upkeep()),
            "next": request.GET.get("next", ""),
        },
    )


def _confirm(request: HttpRequest, page: PortalPage, user: User) -> HttpResponse:
    try:
        day = confirm_contents(page=page, by=user, today=today_in_town(timezone.now()))
    except ReviewRefused as refused:
        messages.error(request, str(refused))
        return redirect("review", page.pk)
    words = _("“%(title)s” is confirmed. It will be looked at again on %(day)s.")
    messages.success(request, words % {"title": page.title, "day": japanese_date(day)})
    back = request.POST.get("next", "")
    known = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return redirect(back if known else reverse("wagtailadmin_home"))


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """All pages whose day has come, by section, on the screen or as CSV."""
    if not page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}):
        raise PermissionDenied
    chosen = request.GET.get("section", "")
    among = Q(section=int(chosen)) if chosen.isdecimal() else Q(section=None) if chosen == "none" else None
    due = due_pages(today_in_town(timezone.now()), among=among)
    if request.GET.get("export") == "csv":
        headings = (
            _("Page"),
            pgettext("of a page", "Address"),
            _("responsible section"),
            _("Review date"),
            _("State"),
        )
        rows = ((r["page"], r["url"], r["section"], r["due"].review_on, r["stage"].label) for r in _rows(due, request))
        return csv_file("reviews", headings, rows)
    part = Paginator(due, SHOWN).get_page(request.GET.get("p"))
    context = {
        "title": _("Pages to be looked at"),
        "rows": _rows(list(part.object_list), request),
        "part": part,
        "sections": Section.objects.all(),
        "chosen": chosen,
    }
    return render(request, "home/cms/reviews.html", context)


def _rows(due: list[Due], request: HttpRequest) -> list[dict[str, Any]]:
    today, settings = today_in_town(timezone.now()), upkeep()
    pages = Page.objects.in_bulk([one.page_id for one in due])
    sections = Section.objects.in_bulk()
    return [
        {
            "due": one,
            "page": pages[one.page_id],
            "url": pages[one.page_id].get_url(request) or "",
            "section": sections.get(one.section_id, ""),
            "stage": stage_of(one.review_on, today, settings),
        }
        for one in due
        if one.page_id in pages
    ]
