"""`{% load library %}`: the list of learning materials, for the page that shows it."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest

from portal.core.listing import cut
from resources.forms import LearnFilters
from resources.models import LearningMaterialPage
from resources.querysets import MaterialQuerySet

register = template.Library()


@dataclass(frozen=True)
class Library:
    """What /learn/ shows."""

    filters: LearnFilters
    chosen: list[tuple[str, str]]
    materials: "Page[LearningMaterialPage]"


@register.simple_tag
def library(request: HttpRequest) -> Library:
    """The materials that the address asks for, the newest first."""
    filters = LearnFilters(request.GET)
    materials = _narrowed(filters.cleaned_data).cards()
    return Library(filters, filters.chosen(request.GET), cut(request, materials))


def _narrowed(wanted: dict[str, Any]) -> MaterialQuerySet:
    materials: MaterialQuerySet = LearningMaterialPage.objects.visible().newest()
    if wanted["type"]:
        materials = materials.of_type(wanted["type"])
    if wanted["audience"]:
        materials = materials.for_audience(wanted["audience"])
    if wanted["topic"]:
        materials = materials.on_topic(wanted["topic"])
    if wanted["area"]:
        materials = materials.in_area(wanted["area"])
    if wanted["easy"]:
        materials = materials.easy_to_read()
    return materials
