"""/bases/: places to be."""

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
from resources.forms import BaseFilters
from resources.models import Base
from resources.querysets import BaseQuerySet
from resources.views.cards import card

EVENTS_SHOWN = 6


@require_safe
def bases(request: HttpRequest) -> HttpResponse:
    """The list of bases, narrowed by what the address names."""
    now = timezone.now()
    filters = BaseFilters(request.GET)
    page_obj = cut(request, _narrowed(filters.cleaned_data, now).with_cards())
    context = {
        "page_title": _("Places to be"),
        "summary": _("Places where anybody may drop in, meet others, or talk with a professional."),
        "breadcrumb": [(HOME, "/"), (_("Places to be"), "")],
        "filters": filters,
        "chosen": filters.chosen(request.GET),
        "page_obj": page_obj,
        "cards": [card(base, now) for base in page_obj],
    }
    return render(request, "resources/bases.html", context)


def _narrowed(wanted: dict[str, Any], now: datetime) -> BaseQuerySet:
    bases = Base.objects.public().in_order()
    if wanted["type"]:
        bases = bases.of_type(wanted["type"])
    if wanted["function"]:
        bases = bases.for_function(wanted["function"])
    if wanted["open"]:
        bases = bases.open_at(now)
    if wanted["area"]:
        bases = bases.in_area(wanted["area"]).nearest_first(wanted["area"])
    return bases


@require_safe
def base(request: HttpRequest, slug: str) -> HttpResponse:
    """One base: what one can do there, and when."""
    now = timezone.now()
    listing = get_object_or_404(Base.objects.public().with_public_facts(), slug=slug)
    shows_entry(request, listing)
    context = {
        "breadcrumb": [(HOME, "/"), (_("Places to be"), reverse("resources:bases")), (listing.name, "")],
        "listing": listing,
        "events": listing.events.visible().upcoming(now)[:EVENTS_SHOWN],
        **listing.shown_at(now),
    }
    return render(request, "resources/base.html", context)
