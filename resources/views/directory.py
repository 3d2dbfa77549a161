"""/directory/: whom to ask."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.counting import shows_entry
from portal.core.listing import cut
from portal.core.phrases import HOME
from resources.forms import DirectoryFilters
from resources.models import Agency, AgencyType
from resources.querysets import AgencyQuerySet
from resources.views.cards import card

NEARBY = 4


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The list of agencies, narrowed by what the address names."""
    now = timezone.now()
    filters = DirectoryFilters(request.GET)
    page_obj = cut(request, _narrowed(filters.cleaned_data, now).with_cards())
    context = {
        "page_title": _("Find somebody to ask"),
        "summary": _("Agencies that help, in welfare and beyond. You may call before you know who is right."),
        "breadcrumb": [(HOME, "/"), (_("Find somebody to ask"), "")],
        "filters": filters,
        "chosen": filters.chosen(request.GET),
        "page_obj": page_obj,
        "cards": [card(agency, now) for agency in page_obj],
        "types": None if filters.active else AgencyType.objects.in_use().with_agencies(),
    }
    return render(request, "resources/directory.html", context)


def _narrowed(wanted: dict[str, Any], now: datetime) -> AgencyQuerySet:
    agencies = Agency.objects.public().in_order()
    if wanted["type"]:
        agencies = agencies.of_type(wanted["type"])
    if wanted["sector"]:
        agencies = agencies.in_sector(wanted["sector"])
    if wanted["concern"]:
        agencies = agencies.for_concern(wanted["concern"])
    if wanted["open"]:
        agencies = agencies.open_at(now)
    if wanted["area"]:
        agencies = agencies.in_area(wanted["area"]).nearest_first(wanted["area"])
    return agencies


@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """One agency: how to reach it first."""
    now = timezone.now()
    public = Agency.objects.public()
    listing = get_object_or_404(public.with_public_facts(), slug=slug)
    shows_entry(request, listing)
    context = {
        "breadcrumb": [
            (HOME, "/"),
            (_("Find somebody to ask"), reverse("resources:directory")),
            (listing.name, ""),
        ],
        "listing": listing,
        "same_building": public.in_the_same_building(listing).in_order(),
        "nearby": public.of_the_same_kind_nearby(listing).in_order()[:NEARBY],
        **listing.shown_at(now),
    }
    return render(request, "resources/agency.html", context)
