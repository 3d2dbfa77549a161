"""POST /cms/authoring/paste/: what was pasted from Word, Excel or PDF, made clean. Nothing is read or kept."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from home.views.authoring import StaffRequest
from portal.core.authoring.pasting import cleaning


@require_POST
def paste(request: StaffRequest) -> HttpResponse:
    """The clean form for the place ``into``: "rich", "table", "lines" or "line"."""
    html, text = request.POST.get("html", ""), request.POST.get("text", "")
    if len(html) + len(text) > cleaning.LONGEST:
        return JsonResponse({}, status=413)
    return JsonResponse(_cleaned(request.POST.get("into", ""), html, text))


def _cleaned(into: str, html: str, text: str) -> dict[str, Any]:
    if into == "table":
        grid = cleaning.table(html, text)
        return {"rows": grid.rows, "caption": grid.caption, "hint": _first_row()} if grid else {}
    if into == "rich":
        shown = cleaning.rich_text(html, text)
        hints = [_no_table()] * shown.has_table + [_no_heading()] * shown.has_headings
        return {"html": shown.html, "text": cleaning.plain_lines(text), "hint": " ".join(hints)}
    return {"text": cleaning.plain_lines(text) if into == "lines" else cleaning.one_line(text)}


def _first_row() -> str:
    return _("The first row became the headings of the columns. Please correct them if they are not.")


def _no_table() -> str:
    return _(
        "Running text holds no table: each row became an item. "
        "To show a table, add the block “Table” and paste into it."
    )


def _no_heading() -> str:
    return _("Running text holds no heading: each became a paragraph. Add the block “Heading” for it.")


def script() -> SafeString:
    """Where to ask, and the script that asks."""
    told = {"address": reverse("authoring_paste"), "longest": cleaning.LONGEST}
    return format_html(
        '{}<script src="{}" defer></script>', json_script(told, "pasting-words"), static("portal/cms/pasting.js")
    )
