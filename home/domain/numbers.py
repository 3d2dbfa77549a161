"""「担当課の数字」: how many pages a section has, how often they are looked at, and how old they are."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from home.domain.reach import keeps_to_own_pages
from home.domain.reviews import page_types
from portal.core.calendar import today_in_town
from portal.core.models import PageViews, Section, User

LATELY: Final = timedelta(days=30)
MONTHS: Final = 12
SEES_ALL_SECTIONS: Final = "core.change_portalsettings"


class Age(models.IntegerChoices):
    """How long ago the text of a page was last published, up to so many days."""

    QUARTER = 91, _("Within three months")
    HALF = 182, _("Within half a year")
    YEAR = 365, _("Within a year")
    TWO_YEARS = 730, _("Within two years")
    OLDER = 36500, pgettext_lazy("page", "Older")


@dataclass(frozen=True)
class PageNumbers:
    """One page on the site; ``lately`` counts the views of 30 days, ``views`` those of twelve months."""

    pk: int
    title: str
    section: int | None
    changed_on: date | None
    review_on: date | None
    lately: int
    views: int

    def age(self, today: date) -> Age:
        days = (today - self.changed_on).days if self.changed_on else Age.OLDER.value
        return next(age for age in Age if days <= age.value or age is Age.OLDER)


@dataclass(frozen=True)
class Bar:
    """One row of a table that is a chart, too; ``share`` is how long the bar is, in percent of the longest."""

    label: str
    value: int
    share: int


def sections_open_to(user: User) -> list[Section]:
    """The sections whose numbers ``user`` may see; none for those who work on their own pages only."""
    if keeps_to_own_pages(user):
        return []
    if user.has_perm(SEES_ALL_SECTIONS):
        return list(Section.objects.open())
    return [user.section] if user.section is not None else []


def pages_of(section: int | None, today: date) -> list[PageNumbers]:
    """The pages on the site of ``section``, or of the whole town, the most read first; two questions."""
    views = PageViews.objects.since(first_days_of_months(today)[0]).by_page(today - LATELY)
    return sorted(
        (
            PageNumbers(
                pk, title, of, today_in_town(published) if published else None, review_on, *views.get(pk, (0, 0))
            )
            for pk, title, of, published, review_on in _live_pages(section)
        ),
        key=lambda page: (-page.lately, -page.views, page.pk),
    )


def _live_pages(section: int | None) -> Iterator[tuple[Any, ...]]:
    fields = ("pk", "title", "section_id", "last_published_at", "review_on")
    among = {} if section is None else {"section": section}
    found = [
        model._default_manager.filter(live=True, alias_of=None, **among).order_by().values_list(*fields)
        for model in page_types()
    ]
    yield from found[0].union(*found[1:], all=True)


def views_by_month(section: int | None, pages: Iterable[PageNumbers], today: date) -> list[Bar]:
    """How often the pages were looked at in each of the last twelve months, the oldest first."""
    months = first_days_of_months(today)
    views = PageViews.objects.since(months[0])
    if section is not None:
        views = views.filter(page__in=[page.pk for page in pages])
    counted = views.by_month()
    return bars((f"{month.year}年{month.month}月", counted.get(month, 0)) for month in months)


def ages(pages: Iterable[PageNumbers], today: date) -> list[Bar]:
    """How many pages were last published how long ago."""
    counted = Counter(page.age(today) for page in pages)
    return bars((str(age.label), counted[age]) for age in Age)


def views_by_section(pages: Iterable[PageNumbers], sections: Iterable[Section]) -> list[Bar]:
    """How often the pages of each section were looked at in 30 days, the most read first."""
    counted: Counter[int | None] = Counter()
    for page in pages:
        counted[page.section] += page.lately
    named = [(section.name, counted[section.pk]) for section in sections]
    return bars(sorted(named, key=lambda row: -row[1]))


def bars(rows: Iterable[tuple[str, int]]) -> list[Bar]:
    """The rows of a chart."""
    kept = list(rows)
    longest = max((value for _label, value in kept), default=0) or 1
    return [Bar(label, value, round(100 * value / longest)) for label, value in kept]


def first_days_of_months(today: date) -> list[date]:
    """The first days of the last twelve months, this one being the last."""
    ends = today.year * 12 + today.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(ends - MONTHS + 1, ends + 1)]


def pages_shown(numbers: list[PageNumbers]) -> dict[int, Page]:
    """The pages themselves, to lead to them."""
    return Page.objects.in_bulk([page.pk for page in numbers])
