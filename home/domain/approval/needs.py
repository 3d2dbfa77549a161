"""Whether a text has to go through a route before residents read it."""

from typing import Any

from home.domain.approval.digests import digest_of_text
from home.models import Passage, Route, UrgentPublication


def needs_approval(text: Any) -> bool:
    """Whether a route binds ``text``, and it is neither approved nor what residents read already.

    A text that is moved to another section stays bound by the route of the one from which residents know it.
    """
    shown = as_shown(text)
    if not any(is_bound(one) for one in (text, shown) if one is not None):
        return False
    return not was_read_by_another(text, shown)


def was_read_by_another(text: Any, shown: Any = None) -> bool:
    """Whether this very text was approved, or is ``shown``: the one that residents read already."""
    if text.pk is None:
        return False
    known = [digest_of_text(shown)] if shown is not None else []
    return digest_of_text(text) in {*_approved(text), *known}


def is_bound(text: Any) -> bool:
    """Whether a route binds ``text``: nothing new of it is published before somebody else has read it."""
    route = route_of(text)
    return route is not None and route.is_binding


def route_of(text: Any) -> Route | None:
    """The route through which ``text`` goes."""
    section = getattr(text, "section_id", None)
    found = {
        route.section_id: route for route in Route.objects.filter(section=section) | Route.objects.filter(section=None)
    }
    return found.get(section) or found.get(None)


def _approved(text: Any) -> list[str]:
    """The digest that was approved last, and that of the last urgent publication."""
    routed = Passage.objects.of_thing(text).approved().order_by("-approved_at", "-pk")
    urgent = UrgentPublication.objects.of_thing(text).order_by("-published_at", "-pk")
    return [*routed.values_list("digest", flat=True)[:1], *urgent.values_list("digest", flat=True)[:1]]


def as_shown(text: Any) -> Any:
    """The text as residents read it now, or nothing."""
    return type(text)._base_manager.filter(pk=text.pk, live=True).first() if text.pk else None
