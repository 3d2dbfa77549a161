"""Addresses of events and meetings. Pages themselves are served by Wagtail, under names that can be reversed."""

from datetime import date

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, path, register_converter
from wagtail.views import serve

from events.feeds import EventFeed
from events.views.calendar import month_calendar, this_month
from events.views.files import event_ics, feed_ics, occurrence_ics
from events.views.occurrences import occurrence


class IsoDate:
    """2026-11-23 in an address; what is no day of any calendar does not match."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDate, "isodate")


def wagtail_page(request: HttpRequest, **_kwargs: str) -> HttpResponseBase:
    """The page at this address, with Wagtail's own rules of who may see it."""
    response: HttpResponseBase = serve(request, request.path_info.lstrip("/"))
    return response


app_name = "events"
urlpatterns: list[URLPattern | URLResolver] = [
    path("events/", wagtail_page, name="index"),
    path("events/feed.ics", feed_ics, name="feed_ics"),
    path("events/feed.xml", EventFeed(), name="feed"),
    path("events/calendar/", this_month, name="this_month"),
    path("events/calendar/<int:year>/<int:month>/", month_calendar, name="calendar"),
    path("events/<str:slug>/", wagtail_page, name="event"),
    path("events/<str:slug>/event.ics", event_ics, name="event_ics"),
    path("events/<str:slug>/<isodate:day>/", occurrence, name="occurrence"),
    path("events/<str:slug>/<isodate:day>/event.ics", occurrence_ics, name="occurrence_ics"),
    path("meetings/", wagtail_page, name="meetings"),
    path("meetings/<str:slug>/", wagtail_page, name="outcome"),
]
