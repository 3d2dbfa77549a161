"""Marks that staff see beside the titles of pages."""

from typing import Any

from django import template
from django.db.models import Model
from django.utils import timezone

from home.domain.reviews import stage_of
from home.domain.usage import Uses, used_in
from portal.core.calendar import today_in_town
from portal.core.models import UpkeepSettings
from portal.core.reviewing import ReviewStage

register = template.Library()


@register.simple_tag(takes_context=True)
def review_mark(context: Any, page: Any) -> str:
    """「内容の確認が必要です」 when nobody has looked at ``page`` for too long, else nothing."""
    review_on, today = getattr(page, "review_on", None), today_in_town(timezone.now())
    if review_on is None or review_on > today or not page.live:
        return ""
    stage = stage_of(review_on, today, UpkeepSettings.for_request(context["request"]))
    return str(stage.label) if stage == ReviewStage.MARKED else ""


@register.simple_tag(takes_context=True)
def where_used(context: Any, thing: Any = None) -> Uses | None:
    """Where the thing is used that a screen of Wagtail is about to take away; each screen calls it otherwise."""
    found = thing or _thing_of(context)
    return used_in(found, context["request"].user) if isinstance(found, Model) else None


def _thing_of(context: Any) -> Any:
    # In a list of many there stands a dictionary with the one in turn; else the one itself.
    for name in ("page", "image", "document", "snippet", "user"):
        if isinstance(one := context.get(name), dict):
            return one.get("item")
    items = context.get("items")
    if isinstance(items, list) and len(items) == 1:
        return items[0].get("item")
    return context.get("page") or context.get("page_to_move") or context.get("object")
