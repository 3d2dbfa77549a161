"""/cms/events/…/dates/: staff move or cancel single times of an event."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from events.domain.occurrences import change_occurrence
from events.enums import EventState
from events.forms import OccurrenceForm
from events.models import EventPage, Occurrence


@require_safe
def dates(request: HttpRequest, pk: int) -> HttpResponse:
    """The times to come of one event."""
    event = _event_for(request, pk)
    times = event.occurrences.upcoming(timezone.now())
    return render(request, "events/admin/dates.html", {"title": _("Single dates"), "event": event, "times": times})


@require_http_methods(["GET", "POST"])
def one_date(request: HttpRequest, pk: int, occurrence_pk: int) -> HttpResponse:
    """Change one time; what staff change here the repetition leaves alone."""
    event = _event_for(request, pk)
    occurrence = get_object_or_404(Occurrence.objects.of_event(event.pk), pk=occurrence_pk)
    form = OccurrenceForm(request.POST or None, initial=_initial(occurrence))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        change_occurrence(
            occurrence=occurrence,
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            state=EventState(data["state"]),
            note=data["note"],
        )
        messages.success(request, _("The date was changed. Residents see it at once."))
        return redirect("events_dates", event.pk)
    return render(request, "events/admin/one_date.html", {"title": _("Change one date"), "event": event, "form": form})


def _event_for(request: HttpRequest, pk: int) -> EventPage:
    """The event, for those who may publish it: a changed time is public at once."""
    event = get_object_or_404(EventPage, pk=pk)
    if not event.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return event


def _initial(occurrence: Occurrence) -> dict[str, object]:
    return {name: getattr(occurrence, name) for name in ("starts_at", "ends_at", "state", "note")}
