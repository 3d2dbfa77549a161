"""Find my area, everything in it, and the map of the site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site

from home.models.area_page import in_area
from portal.core.kana import fold_width
from portal.core.models import CommunityArea

LONGEST_TOWN_NAME = 40


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    words = fold_width(request.GET.get("town", "")).strip()[:LONGEST_TOWN_NAME]
    found = list(CommunityArea.objects.where_town_name_starts(words).with_town_names()) if words else []
    context = {
        "page_title": _("Find my area"),
        "summary": _("The town is divided into areas. What is near you is grouped by them."),
        "breadcrumb": [(_("Home"), "/"), (_("Find my area"), "")],
        "words": words,
        "found": found,
        "areas": CommunityArea.objects.with_town_names(),
    }
    return render(request, "home/areas.html", context)


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    one = get_object_or_404(CommunityArea.objects.with_town_names(), code=code)
    context: dict[str, Any] = {
        "page_title": one.name,
        "summary": one.description,
        "breadcrumb": [(_("Home"), "/"), (_("Find my area"), reverse("home:areas")), (one.name, "")],
        "area": one,
        "here": in_area(one, timezone.now()),
    }
    return render(request, "home/area.html", context)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    site = Site.find_for_request(request)
    pages = Page.objects.none() if site is None else site.root_page.get_children().live().public()
    context = {
        "page_title": _("Site map"),
        "breadcrumb": [(_("Home"), "/"), (_("Site map"), "")],
        "pages": pages,
        "areas": CommunityArea.objects.all(),
    }
    return render(request, "home/site_map.html", context)
