"""/events/feed.xml: newly announced events, with the choices of the list."""

from datetime import datetime
from typing import Any, Final

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from events.forms import EventFilterForm
from events.models import EventPage
from portal.core.urgent import Urgent, urgent

LENGTH: Final = 50


class EventFeed(Feed):
    """What is urgent, while it is; then the events announced last that still have a date to come."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> EventFilterForm:
        return EventFilterForm(request.GET)

    def title(self) -> str:
        return _("New events")

    def subtitle(self) -> str:
        return _("Events and learning sessions of the town, the newest first.")

    def link(self) -> str:
        return reverse("events:index")

    def items(self, form: EventFilterForm) -> list[EventPage | Urgent]:
        now = timezone.now()
        return [*urgent(now), *form.announced(now)[:LENGTH]]

    def item_title(self, item: EventPage | Urgent) -> str:
        return item.title

    def item_description(self, item: EventPage | Urgent) -> str:
        return item.summary

    def item_link(self, item: EventPage | Urgent) -> str:
        return item.full_url if isinstance(item, Urgent) else reverse("events:event", args=(item.slug,))

    def item_guid(self, item: EventPage | Urgent) -> str:
        return item.guid if isinstance(item, Urgent) else f"event-{item.pk}"

    def item_pubdate(self, item: EventPage | Urgent) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: EventPage | Urgent) -> datetime | None:
        return item.last_published_at
