"""Calendar files: the whole list, one event, one time."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.domain.calendar_files import FEED_LENGTH, calendar_file
from events.forms import EventFilterForm
from events.models import EventPage, Occurrence


@require_safe
def feed_ics(request: HttpRequest) -> HttpResponse:
    """What is coming up, with the choices of the list; for subscribing."""
    form = EventFilterForm(request.GET)
    occurrences = form.upcoming(timezone.now()).for_files()[:FEED_LENGTH]
    return _ics(calendar_file(occurrences, base_url=request.build_absolute_uri("/")), "events.ics")


@require_safe
def event_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """All times of one event, those that are over left out unless all are."""
    event = get_object_or_404(EventPage.objects.visible(), slug=slug)
    times = Occurrence.objects.of_event(event.pk).for_files()
    upcoming = list(times.upcoming(timezone.now())[:FEED_LENGTH])
    found = upcoming or list(times.order_by("starts_at")[:FEED_LENGTH])
    return _ics(calendar_file(found, base_url=request.build_absolute_uri("/")), f"{event.slug}.ics")


@require_safe
def occurrence_ics(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """One time."""
    event = get_object_or_404(EventPage.objects.visible(), slug=slug)
    times = list(Occurrence.objects.of_event(event.pk).on(day).for_files())
    if not times:
        raise Http404
    return _ics(calendar_file(times, base_url=request.build_absolute_uri("/")), f"{event.slug}-{day}.ics")


def _ics(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name.encode("ascii", "ignore").decode()}"'
    return response
