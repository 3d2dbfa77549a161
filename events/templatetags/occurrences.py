"""`{% load occurrences %}`: one time of an event, as a card."""

from django import template
from django.utils.safestring import SafeString

from events.models import Occurrence
from portal.core.templatetags.portal import component

register = template.Library()


@register.simple_tag
def occurrence_card(occurrence: Occurrence, level: int = 3) -> SafeString:
    """The card of an occurrence that was read with ``cards()``; ``level`` is that of its heading."""
    event = occurrence.event
    return component(
        "event_card",
        title=event.title,
        url=occurrence.get_absolute_url(),
        starts_at=occurrence.starts_at,
        ends_at=occurrence.shown_end,
        all_day=occurrence.all_day,
        place=event.venue_name,
        area=event.area_words,
        kind=event.kind_words,
        state=occurrence.shown_state,
        free=event.fee_is_free,
        note=occurrence.note or event.rule_in_words,
        level=level,
    )
