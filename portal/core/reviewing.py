"""When a page is looked at again, and what happens while nobody does. Pure rules."""

from datetime import date, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

A_YEAR: Final = 365


class ReviewStage(models.IntegerChoices):
    """How far the silence has gone: the section is told first, then its head, then the page is marked."""

    NOT_DUE = 0, _("Not due yet")
    SECTION = 1, _("The section has been asked to look at it")
    HEAD = 2, _("The head of the section has been told")
    MARKED = 3, _("The contents must be confirmed")


def stage_at(today: date, review_on: date | None, *, head_after_days: int, marked_after_days: int) -> ReviewStage:
    """How far it has come on ``today`` with a page that was to be looked at on ``review_on``."""
    if review_on is None or today < review_on:
        return ReviewStage.NOT_DUE
    late = (today - review_on).days
    if late >= marked_after_days:
        return ReviewStage.MARKED
    return ReviewStage.HEAD if late >= head_after_days else ReviewStage.SECTION


def next_review_on(today: date, after_days: int | None) -> date | None:
    """The day on which a page that is right on ``today`` is looked at again; nothing for what is never reviewed."""
    return None if after_days is None else today + timedelta(days=after_days)
