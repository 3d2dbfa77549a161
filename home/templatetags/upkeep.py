"""Marks that staff see beside the titles of pages."""

from typing import Any

from django import template
from django.utils import timezone

from home.domain.reviews import stage_of
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
