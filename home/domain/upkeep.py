"""What happens by itself so that nothing rots: as pages are published, and by the clock."""

from typing import Any

from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from home.domain.reminders import remind
from home.domain.reviews import give_first_review_date
from portal.core.calendar import today_in_town
from portal.core.due_work import DueWork, register


def connect() -> None:
    """Follow publications, by whichever way, and join the work that is due by the clock."""
    page_published.connect(_was_published, dispatch_uid="home.reviews")
    register(DueWork("remind of pages to be looked at", remind))


def _was_published(*, instance: Page, **_kwargs: Any) -> None:
    give_first_review_date(page=instance, today=today_in_town(timezone.now()))
