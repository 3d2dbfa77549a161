"""When occurrences are written out: as an event is published, and by the clock."""

from typing import Any

from django.utils import timezone
from wagtail.signals import page_published

from events.domain.occurrences import materialise, materialise_due
from events.models import EventPage
from portal.core.due_work import DueWork, register


def connect() -> None:
    """Follow publications, and join the work that is due by the clock.

    Wagtail tells of every publication, by whichever way. This app stands before
    `search` in the settings, so that search reads the new dates.
    """
    page_published.connect(write_out, sender=EventPage, dispatch_uid="events.write_out")
    register(DueWork("write out repeated events", materialise_due))


def write_out(*, instance: EventPage, **_kwargs: Any) -> None:
    materialise(event=instance, now=timezone.now())
