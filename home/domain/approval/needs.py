"""Whether a text has to go through a route before residents read it."""

from typing import Any

from home.domain.approval.digests import digest_of_text
from home.models import Passage, Route, UrgentPublication


def needs_approval(text: Any) -> bool:
    """Whether the route of ``text`` binds it, and it is neither approved nor what residents read already."""
    route = route_of(text)
    if route is None or not route.is_binding:
        return False
    if text.pk is None:
        return True
    return digest_of_text(text) not in {*_approved(text), *_as_shown(text)}


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


def _as_shown(text: Any) -> list[str]:
    kept = type(text)._base_manager.filter(pk=text.pk, live=True).first()
    return [digest_of_text(kept)] if kept is not None else []
