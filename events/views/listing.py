"""/events/: what is coming up, narrowed by the choices in the address."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from events.forms import EventFilterForm, without
from events.models import EventIndexPage, Occurrence
from events.rules import next_month
from portal.core.calendar import today_in_town
from portal.core.listing import cut


def event_list(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """Events to come, the soonest first, by day."""
    now = timezone.now()
    form = EventFilterForm(request.GET)
    times, counted = form.listed(now)
    found = cut(request, times.cards(), counted=counted)
    context = page.get_context(request) | {
        "form": form,
        "chosen": form.chosen(request.GET),
        "page_obj": found,
        "days": by_day(found, now),
        "shortcuts": shortcuts(request.GET, today_in_town(now)),
        **addresses(request.GET, now),
    }
    return render(request, "events/event_index_page.html", context)


def by_day(occurrences: Iterable[Occurrence], now: datetime) -> list[tuple[date, list[Occurrence]]]:
    """Times grouped by their day; what began before today stands under today."""
    today = today_in_town(now)
    shown = ((max(one.day, today) if one.ends_at > now else one.day, one) for one in occurrences)
    return [(day, [one for _day, one in group]) for day, group in groupby(shown, key=lambda pair: pair[0])]


def shortcuts(query: QueryDict, today: date) -> list[tuple[str, str, bool]]:
    """Ready choices of days, as (words, address, whether it is the one chosen)."""
    sunday = today + timedelta(days=6 - today.weekday())
    month = next_month(today.replace(day=1))
    ranges = (
        (_("All dates to come"), "", ""),
        (_("Today"), today.isoformat(), today.isoformat()),
        (_("This week"), today.isoformat(), sunday.isoformat()),
        (pgettext("date filter", "Next month"), month.isoformat(), (next_month(month) - timedelta(days=1)).isoformat()),
    )
    current = (query.get("from", ""), query.get("to", ""))
    return [(words, _with_days(query, first, last), (first, last) == current) for words, first, last in ranges]


def addresses(query: QueryDict, now: datetime) -> dict[str, str]:
    """The calendar and the feeds with the same choices."""
    today = today_in_town(now)
    chosen = without(query, "page", "from", "to").urlencode()
    tail = f"?{chosen}" if chosen else ""
    return {
        "list_url": reverse("events:index") + tail,
        "calendar_url": reverse("events:calendar", args=(today.year, today.month)) + tail,
        "ics_url": reverse("events:feed_ics") + tail,
        "feed_url": reverse("events:feed") + tail,
    }


def _with_days(query: QueryDict, first: str, last: str) -> str:
    chosen = without(query, "page", "from", "to")
    if first:
        chosen["from"], chosen["to"] = first, last
    tail = chosen.urlencode()
    return reverse("events:index") + (f"?{tail}" if tail else "")
