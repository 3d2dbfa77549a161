"""Somebody makes sure that a listing is still right."""

from datetime import date

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from portal.core.models import User
from resources.enums import ConfirmedHow
from resources.models import Assurance, Listing


class WhyNotConfirmed(models.TextChoices):
    """Why a confirmation was not taken, in words that staff read."""

    IN_THE_FUTURE = "in_the_future", _("The day of confirmation has not come yet.")


class ConfirmationRefused(Exception):
    """A confirmation was not taken."""

    def __init__(self, reason: WhyNotConfirmed) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def confirm_listing(
    *, listing: Listing, confirmed_on: date, today: date, how: ConfirmedHow, by: User | None = None
) -> Assurance:
    """Write down that ``listing`` was right on ``confirmed_on``; its last day of confirmation never moves back.

    Only the day moves: not the time of change, not the draft that somebody may
    be working on. Raises ConfirmationRefused when the day lies after ``today``.
    """
    kept = type(listing)._default_manager.select_for_update().get(pk=listing.pk)
    if confirmed_on > today:
        raise ConfirmationRefused(WhyNotConfirmed.IN_THE_FUTURE)
    assurance = Assurance.objects.create(listing=kept, confirmed_on=confirmed_on, how=how, by=by)
    if kept.last_confirmed_on is None or kept.last_confirmed_on < confirmed_on:
        # An update by query: saving would say that somebody changed the listing.
        type(listing)._default_manager.filter(pk=kept.pk).update(last_confirmed_on=confirmed_on)
        listing.last_confirmed_on = confirmed_on
    return assurance
