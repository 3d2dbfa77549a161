"""What the screen of one approval shows beside the buttons."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page

from home.domain.approval.standing import Standing
from home.domain.authoring.reading import read
from home.domain.authoring.texts import editor_address, findings_address, is_checked, may_edit, place_in_editor
from home.models import Passage
from home.rules import counted, seats_in_office
from portal.core.authoring.facts import Place as Spot
from portal.core.authoring.facts import Text
from portal.core.authoring.naming import words_of
from portal.core.authoring.reading import content_of
from portal.core.models import User

SHOWN = 60


@dataclass(frozen=True)
class Place:
    """One field or block of a text with the words that stand there."""

    place: Spot
    name: str
    words: str


def places_of(text: Any) -> list[Place]:
    """The fields and blocks of ``text`` that say something, in reading order."""
    found: dict[Spot, list[str]] = {}
    for part in content_of(text).parts:
        spot = Spot(part.place.field, part.place.block)
        found.setdefault(spot, [])
        if isinstance(part, Text):
            found[spot].append(part.text)
    return [Place(spot, words_of(text, spot), _short(" ".join(words))) for spot, words in found.items()]


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"


def rows_of_steps(standing: Standing) -> list[dict[str, Any]]:
    """Each step with its state and who decided or may decide."""
    waiting, rows = standing.turn, []
    waits_for = User.objects.in_bulk(standing.deciders())
    for step, turn in zip(standing.steps, standing.turns, strict=True):
        decided = standing.decided(step)
        is_now = waiting is not None and turn.number == waiting.number
        passed_over = not decided and not is_now and not seats_in_office(turn, standing.writers)
        state = "now" if is_now else "done" if decided else "passed_over" if passed_over else "later"
        rows.append(
            {"step": step, "state": state, "decided": decided, "waits_for": list(waits_for.values()) if is_now else []}
        )
    return rows


def about(request: HttpRequest, passage: Passage, text: Any, *, since: str) -> dict[str, Any]:
    """The preview, what changed since it was sent back or since it was published, findings and earlier remarks."""
    before = Passage.objects.of_thing(text).returned().filter(pk__lt=passage.pk).order_by("-pk").first()
    returned = before if before is not None and before.revision is not None else None
    if returned is not None and since != "live":
        old, compared_with = returned.revision.as_object(), "returned"  # type: ignore[union-attr]
    else:
        kept = type(text)._default_manager.filter(pk=text.pk, live=True).first()
        old, compared_with = kept, "live" if kept is not None else ""
    reading = read(text) if is_checked(text) else None
    remarks = (returned or passage).remarks.select_related("by")
    return {
        "compared_with": compared_with,
        "was_returned": returned is not None,
        "may_edit": may_edit(request.user, passage.thing),  # type: ignore[arg-type]
        "changes": changes(request, old, text) if old is not None else [],
        "counts": counted(finding.level for finding in reading.findings) if reading else [],
        "stops": reading.stops if reading else [],
        "findings": findings_address(text),
        "editor": editor_address(text),
        "preview": preview_address(text, passage),
        "remarks": [{"remark": one, "url": place_in_editor(text, one.field, one.block)} for one in remarks],
        "returned": returned.decisions.last() if returned else None,
    }


def changes(request: HttpRequest, old: Any, new: Any) -> list[Any]:
    """What differs, as Wagtail compares revisions."""
    handler = type(new).get_edit_handler() if isinstance(new, Page) else type(new).snippet_viewset._edit_handler
    compared = handler.get_bound_panel(instance=new, request=request, form=None).get_comparison()
    found = (compare(old, new) for compare in compared)
    return [one for one in found if one.has_changed()]


def preview_address(text: Any, passage: Passage) -> str:
    """The text as residents would read it."""
    if isinstance(text, Page):
        return reverse("wagtailadmin_pages:revisions_view", args=(text.pk, passage.revision_id))
    return reverse(type(text).snippet_viewset.get_url_name("revisions_view"), args=(text.pk, passage.revision_id))
