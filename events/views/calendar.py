"""/events/calendar/YYYY/MM/: a month at a glance."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.forms import EventFilterForm, without
from events.models import EventIndexPage, Occurrence
from events.rules import month_weeks, next_month, previous_month
from events.views.listing import addresses
from portal.core.calendar import TOWN_CLOCK, today_in_town

YEARS: Final = range(2000, 2100)


@require_safe
def this_month(request: HttpRequest) -> HttpResponse:
    today = today_in_town(timezone.now())
    return redirect("events:calendar", today.year, today.month)


@require_safe
def month_calendar(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """All times of a month that answer the choices, past ones too."""
    if year not in YEARS or not 1 <= month <= 12:
        raise Http404
    page = EventIndexPage.objects.live().public().first()
    if page is None:
        raise Http404
    first, now = date(year, month, 1), timezone.now()
    form = EventFilterForm(without(request.GET, "from", "to"))
    last = next_month(first) - timedelta(days=1)
    times = list(Occurrence.objects.of_events(form.events(now)).between(first, last).entries())
    context = {
        "page": page,
        "page_title": _("Events of %(month)s/%(year)s") % {"month": month, "year": year},
        "summary": "",
        "form": form,
        "chosen": form.chosen(request.GET),
        "count": len(times),
        "month": first,
        "weeks": _weeks(first, times, starts_on_monday=page.week_starts_on_monday, today=today_in_town(now)),
        "previous": _address(previous_month(first), request.GET),
        "next": _address(next_month(first), request.GET),
        "here": _address(first, QueryDict()),
        "breadcrumb": [*_above(page, request), (_("Calendar"), "")],
        **addresses(request.GET, now),
    }
    return render(request, "events/calendar.html", context)


def _weeks(
    first: date, times: Iterable[Occurrence], *, starts_on_monday: bool, today: date
) -> list[list[dict[str, Any]]]:
    by_day = defaultdict(list)
    for one in times:
        for number in range((one.last_day - one.day).days + 1):
            by_day[one.day + timedelta(days=number)].append(_entry(one))
    return [
        [
            {
                "date": cell.day,
                "in_month": cell.in_month,
                "is_today": cell.day == today,
                "holiday": cell.holiday,
                "events": by_day[cell.day],
            }
            for cell in week
        ]
        for week in month_weeks(first.year, first.month, starts_on_monday=starts_on_monday)
    ]


def _entry(one: Occurrence) -> dict[str, Any]:
    return {
        "title": one.event.title,
        "url": one.get_absolute_url(),
        "time": "" if one.all_day else f"{one.starts_at.astimezone(TOWN_CLOCK):%-H:%M}",
        "state": one.shown_state,
    }


def _address(month: date, query: QueryDict) -> str:
    """The calendar of that month with the same choices, or nothing where there is no calendar."""
    if month.year not in YEARS:
        return ""
    tail = without(query, "page", "from", "to").urlencode()
    return reverse("events:calendar", args=(month.year, month.month)) + (f"?{tail}" if tail else "")


def _above(page: EventIndexPage, request: HttpRequest) -> list[tuple[str, str]]:
    return [*page.breadcrumb(request)[:-1], (page.title, reverse("events:index"))]
