"""/groups/: residents who do something together."""

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
from resources.forms import GroupFilters
from resources.models import Group
from resources.querysets import GroupQuerySet
from resources.views.cards import card


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """The list of groups, narrowed by what the address names."""
    filters = GroupFilters(request.GET)
    page_obj = cut(request, _narrowed(filters.cleaned_data).with_cards())
    now = timezone.now()
    context = {
        "page_title": _("Groups of the town"),
        "summary": _("Neighbours who watch over each other, clean, cook, play. Many look for somebody to join."),
        "breadcrumb": [(HOME, "/"), (_("Groups of the town"), "")],
        "filters": filters,
        "chosen": filters.chosen(request.GET),
        "page_obj": page_obj,
        "cards": [card(group, now) for group in page_obj],
    }
    return render(request, "resources/groups.html", context)


def _narrowed(wanted: dict[str, Any]) -> GroupQuerySet:
    groups = Group.objects.public().in_order()
    if wanted["type"]:
        groups = groups.of_type(wanted["type"])
    if wanted["topic"]:
        groups = groups.on_topic(wanted["topic"])
    if wanted["recruiting"]:
        groups = groups.recruiting()
    if wanted["area"]:
        groups = groups.in_area(wanted["area"]).nearest_first(wanted["area"])
    return groups


@require_safe
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """One group: what it does, and whom to ask."""
    listing = get_object_or_404(Group.objects.public().with_public_facts(), slug=slug)
    shows_entry(request, listing)
    context = {
        "breadcrumb": [(HOME, "/"), (_("Groups of the town"), reverse("resources:groups")), (listing.name, "")],
        "listing": listing,
        **listing.shown_at(timezone.now()),
    }
    return render(request, "resources/group.html", context)
