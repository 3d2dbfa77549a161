"""/cms/reports/numbers/: the pages of a section in numbers, as charts that are tables."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from home.domain.entry_numbers import EntryNumbers, entries_read, views_by_kind
from home.domain.numbers import (
    SEES_ALL_SECTIONS,
    PageNumbers,
    ages,
    pages_of,
    pages_shown,
    sections_open_to,
    views_by_month,
    views_by_section,
)
from home.domain.reach import keeps_to_own_pages
from portal.core.calendar import today_in_town
from portal.core.csv_files import csv_file
from portal.core.models import Section, User

SHOWN: Final = 50
ENTRIES_SHOWN: Final = 20
ALL: Final = "all"


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The own section, or the one chosen by those who may see all; on the screen or as CSV."""
    user = request.user
    if not isinstance(user, User) or keeps_to_own_pages(user):
        raise PermissionDenied
    sections = sections_open_to(user)
    is_all = user.has_perm(SEES_ALL_SECTIONS) and _asks_for_all(request, user)
    section = None if is_all else _chosen(request, user, sections)
    if section is None and not is_all:
        return render(request, "home/cms/numbers.html", {"title": _("Numbers of the section")})
    today = today_in_town(timezone.now())
    number = section.pk if section else None
    pages = pages_of(number, today)
    if request.GET.get("export") == "csv":
        return _as_csv(request, pages)
    entries = entries_read(today)
    if request.GET.get("export") == "entries":
        return _entries_as_csv(entries)
    part = Paginator(pages, SHOWN).get_page(request.GET.get("p"))
    context = {
        "title": _("Numbers of the section"),
        "name": section.name if section else _("The whole town"),
        "chosen": number or ALL,
        "sections": sections if user.has_perm(SEES_ALL_SECTIONS) else [],
        "charts": _charts(number, pages, sections, is_all=is_all),
        "lately": sum(page.lately for page in pages),
        "rows": _rows(part.object_list),
        "part": part,
        "entries": _entries(entries),
        "entry_bars": views_by_kind(entries),
    }
    return render(request, "home/cms/numbers.html", context)


def _asks_for_all(request: HttpRequest, user: User) -> bool:
    asked = request.GET.get("section", "")
    return asked == ALL or (not asked and user.section_id is None)


def _chosen(request: HttpRequest, user: User, sections: list[Section]) -> Section | None:
    """The section asked for, if ``user`` may see it; else their own, if they have one."""
    asked = request.GET.get("section", "")
    by_number = {str(section.pk): section for section in sections}
    return by_number.get(asked) or by_number.get(str(user.section_id))


def _charts(
    section: int | None, pages: list[PageNumbers], sections: list[Section], *, is_all: bool
) -> list[dict[str, Any]]:
    today = today_in_town(timezone.now())
    charts = [
        {
            "name": "months",
            "heading": _("Views by month"),
            "of": _("Month"),
            "bars": views_by_month(section, pages, today),
        },
        {"name": "ages", "heading": _("Last published on"), "of": pgettext("page", "Age"), "bars": ages(pages, today)},
    ]
    if is_all:
        bars = views_by_section(pages, sections)
        charts.append(
            {
                "name": "sections",
                "heading": _("Views of 30 days by section"),
                "of": _("responsible section"),
                "bars": bars,
            }
        )
    return charts


def _rows(part: Any) -> list[dict[str, Any]]:
    kept = list(part)
    found = pages_shown(kept)
    return [{"numbers": one, "page": found[one.pk]} for one in kept if one.pk in found]


def _as_csv(request: HttpRequest, pages: list[PageNumbers]) -> HttpResponse:
    found, names = pages_shown(pages), dict(Section.objects.values_list("pk", "name"))
    headings = (
        *(_("Page"), pgettext("of a page", "Address"), _("responsible section")),
        *(_("Views of 30 days"), _("Views of twelve months"), _("Last published on"), _("Review date")),
    )
    rows = (
        (
            *(one.title, found[one.pk].get_url(request) or "", names.get(one.section, "") if one.section else ""),
            *(one.lately, one.views, one.changed_on, one.review_on),
        )
        for one in pages
        if one.pk in found
    )
    return csv_file("numbers", headings, rows)


def _entries(entries: list[EntryNumbers]) -> list[dict[str, Any]]:
    return [
        {"numbers": one, "editor": reverse(one.model.snippet_viewset.get_url_name("edit"), args=(one.pk,))}
        for one in entries[:ENTRIES_SHOWN]
    ]


def _entries_as_csv(entries: list[EntryNumbers]) -> HttpResponse:
    headings = (
        *(_("Kind"), _("Name"), pgettext("of a page", "Address")),
        *(_("Views of 30 days"), _("Views of twelve months"), _("last confirmed")),
    )
    rows = ((one.kind, one.name, one.address, one.lately, one.views, one.confirmed_on) for one in entries)
    return csv_file("numbers-of-entries", headings, rows)


def addresses() -> list[URLPattern]:
    return [path("reports/numbers/", numbers, name="numbers")]


class NumbersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not keeps_to_own_pages(request.user)


def menu_item() -> MenuItem:
    return NumbersMenuItem(
        gettext_lazy("Numbers of the section"), reverse("numbers"), name="numbers", icon_name="table", order=30
    )
