"""/events/<slug>/<date>/: one time of an event that comes round again."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from events.models import EventPage
from portal.core.calendar import short_date
from portal.core.counting import shows


@require_safe
def occurrence(request: HttpRequest, slug: str, day: date) -> HttpResponse:
    """The event as it takes place on this day; a day on which it does not is not found."""
    event = get_object_or_404(EventPage.objects.visible(), slug=slug)
    times = list(event.occurrences.on(day))
    if not times:
        raise Http404
    shows(request, event.pk)
    now = timezone.now()
    context = event.get_context(request)
    above = context["breadcrumb"][:-1]
    context |= {
        "occurrence": times[0],
        "times": times,
        "on_day": day,
        "page_title": f"{event.title} {short_date(day)}",
        "is_over": times[-1].ends_at <= now,
        "breadcrumb": [*above, (event.title, reverse("events:event", args=(event.slug,))), (short_date(day), "")],
    }
    return render(request, "events/event_page.html", context)
