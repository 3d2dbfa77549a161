"""/meetings/: what came out of meetings, narrowed by the choices in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from events.forms import OutcomeFilterForm
from events.models import MeetingIndexPage, MeetingOutcomePage
from portal.core.calendar import FiscalYear, today_in_town
from portal.core.listing import cut


def outcome_list(request: HttpRequest, page: MeetingIndexPage) -> HttpResponse:
    """Published outcomes, the newest meeting first."""
    outcomes = MeetingOutcomePage.objects.visible()
    this_year = FiscalYear.containing(today_in_town(timezone.now()))
    first = outcomes.order_by("held_on").values_list("held_on", flat=True).first()
    oldest = FiscalYear.containing(first).begins_in if first else this_year.begins_in
    years = [FiscalYear(year) for year in range(this_year.begins_in, oldest - 1, -1)]
    form = OutcomeFilterForm(request.GET, years)
    context = page.get_context(request) | {
        "form": form,
        "chosen": form.chosen(request.GET),
        "page_obj": cut(request, form.narrow(outcomes).newest().cards()),
        "list_url": reverse("events:meetings"),
    }
    return render(request, "events/meeting_index_page.html", context)
