"""What happens by itself so that nothing rots: as things are published, and by the clock."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, published, unpublished

from home.domain.people import close_the_accounts_of_those_who_left
from home.domain.reminders import remind
from home.domain.reorganisation.applying import carry_out_due
from home.domain.reviews import give_first_review_date
from home.domain.weekly_mail import tell_of_the_week
from portal.core.authoring.knowledge import dead_links_are_known_to
from portal.core.calendar import today_in_town
from portal.core.due_work import DueWork, register
from portal.core.links.checking import check_due
from portal.core.links.gathering import also_read, broken_addresses, forget, gather, gather_daily, is_read
from resources.models import Agency, Base, Group


def connect() -> None:
    """Follow publications, by whichever way, and join the work that is due by the clock."""
    also_read(Agency, Base, Group)
    dead_links_are_known_to(broken_addresses)
    page_published.connect(_was_published, dispatch_uid="home.reviews")
    for signal in (published, unpublished):
        signal.connect(_was_shown_or_hidden, dispatch_uid="home.links")
    post_delete.connect(_is_gone, dispatch_uid="home.links")
    register(DueWork("close accounts of those who left", close_the_accounts_of_those_who_left))
    register(DueWork("remind of pages to be looked at", remind))
    register(DueWork("tell of the week", tell_of_the_week))
    register(DueWork("carry out reorganisations", carry_out_due))
    register(DueWork("gather links", gather_daily))
    register(DueWork("check links", check_due))


def was_saved(thing: Any) -> None:
    """Read the links of what somebody has just saved as a draft."""
    if is_read(thing):
        gather(thing)


def _was_published(*, instance: Page, **_kwargs: Any) -> None:
    give_first_review_date(page=instance, today=today_in_town(timezone.now()))


def _was_shown_or_hidden(*, instance: Any, **_kwargs: Any) -> None:
    """Pages are announced here as well as in signals of their own."""
    was_saved(instance.specific if isinstance(instance, Page) else instance)


def _is_gone(*, sender: type[models.Model], instance: Any, **_kwargs: Any) -> None:
    if is_read(instance):
        forget(sender, instance.pk)
