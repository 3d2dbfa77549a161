"""「ページを見直す」: which pages are due, and saying in one press that a page is right."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Page, Site

from portal.core.domain.in_place import set_in_place
from portal.core.models import PortalPage, UpkeepSettings, User
from portal.core.reviewing import A_YEAR, ReviewStage, next_review_on, stage_at

REVIEWED: Final = "home.reviewed"


class WhyNotReviewed(models.TextChoices):
    """Why a page cannot be confirmed, in words that staff read."""

    NOT_LIVE = "not_live", _("This page is not on the site.")


class ReviewRefused(Exception):
    """Raised when a page cannot be confirmed; ``reason`` holds the words for staff."""

    def __init__(self, reason: WhyNotReviewed) -> None:
        super().__init__(reason.label)
        self.reason = reason


@dataclass(frozen=True)
class Due:
    """A live page whose day has come."""

    page_id: int
    review_on: date
    section_id: int | None
    owner_id: int | None


def due_pages(today: date, *, among: Q | None = None, at_most: int | None = None) -> list[Due]:
    """The live pages of every type whose review date has come, the longest waiting first; one query."""
    fields = ("pk", "review_on", "section_id", "owner_id")
    due = [
        model._default_manager.filter(among or Q(), live=True, review_on__lte=today).order_by().values_list(*fields)
        for model in page_types()
    ]
    rows = due[0].union(*due[1:], all=True).order_by("review_on", "pk")
    return [Due(*row) for row in (rows[:at_most] if at_most else rows)]


def page_types(model: type[PortalPage] = PortalPage) -> Iterator[type[PortalPage]]:
    """Every type of page of the portal."""
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from page_types(child)


def upkeep() -> UpkeepSettings:
    """How long the town waits before the next step."""
    found: UpkeepSettings = UpkeepSettings.for_site(Site.objects.get(is_default_site=True))
    return found


def stage_of(review_on: date | None, today: date, settings: UpkeepSettings) -> ReviewStage:
    """How far it has come with a page of that day, by the town's own ``settings``."""
    return stage_at(
        today, review_on, head_after_days=settings.head_after_days, marked_after_days=settings.marked_after_days
    )


@transaction.atomic
def confirm_contents(*, page: PortalPage, by: User, today: date) -> date:
    """「内容を確認しました」: the page is right as it is, and is looked at again after its time.

    The day is written into the page and its drafts, without a new revision;
    the history keeps who confirmed. Returns the next day. Raises ReviewRefused
    when the page is not on the site.
    """
    kept: Any = type(page)._default_manager.select_for_update().get(pk=page.pk)
    if not kept.live:
        raise ReviewRefused(WhyNotReviewed.NOT_LIVE)
    following = next_review_on(today, kept.review_days) or next_review_on(today, A_YEAR)
    set_in_place(kept, {"review_on": following})
    log(instance=kept, action=REVIEWED, user=by, data={"review_on": str(following)})
    page.review_on = following
    return page.review_on  # type: ignore[return-value]


@transaction.atomic
def give_first_review_date(*, page: Page, today: date) -> None:
    """Let a page that was just published without a review date have one, if its type has any."""
    if isinstance(page, PortalPage) and page.review_on is None and page.review_days is not None:
        set_in_place(page, {"review_on": next_review_on(today, page.review_days)})
