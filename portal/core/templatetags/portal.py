"""`{% load portal %}`: dates, telephone numbers and icons as the town shows them."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, Final

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from portal.core.calendar import TOWN_CLOCK, japanese_date, short_date
from portal.core.phone import tel_href
from portal.core.widgets import facts_of

register = template.Library()

# A list page draws hundreds of components, mostly the same ones as the page before.
DRAWINGS_KEPT: Final = 4096
FIELDS_KEPT: Final = 512
_fields_kept: dict[tuple[Any, ...], SafeString] = {}


def _day(value: date | datetime) -> date:
    return value.astimezone(TOWN_CLOCK).date() if isinstance(value, datetime) else value


def _time(value: datetime) -> str:
    moment = value.astimezone(TOWN_CLOCK)
    return f"{moment.hour}:{moment.minute:02d}"


@register.simple_tag
def jdate(value: date | datetime | None) -> str:
    """令和8年（2026年）11月23日（月曜日・祝日）; the era by the town's setting."""
    return japanese_date(_day(value), with_era=settings.PORTAL_SHOW_ERA_YEARS) if value else ""


@register.simple_tag
def jdate_short(value: date | datetime | None) -> str:
    """11月23日（月・祝）"""
    return short_date(_day(value)) if value else ""


@register.simple_tag
def jtime(value: datetime | None) -> str:
    """9:30"""
    return _time(value) if value else ""


@register.simple_tag
def jperiod(start: datetime, end: datetime | None = None, all_day: bool = False) -> str:
    """11月23日（月・祝）10:00から11:30まで, over several days with both dates."""
    first = short_date(_day(start))
    same_day = end is None or _day(end) == _day(start)
    if all_day:
        return first if same_day or end is None else f"{first}から{short_date(_day(end))}まで"
    if end is None:
        return f"{first} {_time(start)}から"
    if same_day:
        return f"{first} {_time(start)}から{_time(end)}まで"
    return f"{first} {_time(start)}から{short_date(_day(end))} {_time(end)}まで"


@register.simple_tag
def phone_link(number: str) -> SafeString:
    """A link that dials; its words are the number itself."""
    return format_html('<a class="phone-link" href="{}">{}</a>', tel_href(number), number) if number else SafeString("")


@register.simple_tag
def page_numbers(page_obj: "Page[Any]", around: int = 2) -> list[int | None]:
    """The first page, the last and those ``around`` this one; None stands for the pages left out between them."""
    last = page_obj.paginator.num_pages
    near = range(max(1, page_obj.number - around), min(last, page_obj.number + around) + 1)
    before = [1, None][: near[0] - 1]
    after = [None, last][-(last - near[-1]) :] if near[-1] < last else []
    return [*before, *near, *after]


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing that stands beside words; screen readers pass over it. A list shows the same few again and again."""
    return mark_safe(get_template(f"icons/{name}.svg").render())  # noqa: S308 -- our own files


@register.simple_tag
def component(component_name: str, **values: Any) -> SafeString:
    """``templates/components/<component_name>.html`` with these values, and nothing else.

    A component is a pure function of what it takes, so what was drawn once is
    kept. One that reads the request is included instead.
    """
    # The type belongs to the key: words that are safe HTML equal words that are not.
    key = tuple((word, type(value), value) for word, value in sorted(values.items()))
    try:
        return _drawn(component_name, get_language(), key)
    except TypeError:  # a list among the values
        return _draw(component_name, values)


@lru_cache(maxsize=DRAWINGS_KEPT)
def _drawn(name: str, language: str | None, key: tuple[tuple[str, type, Any], ...]) -> SafeString:
    return _draw(name, {word: value for word, _type, value in key})


@register.simple_tag
def filter_field(field: BoundField) -> SafeString:
    """A field of a filter, as ``components/form_field.html`` draws it; one that answers well is drawn once and kept."""
    facts = facts_of(field)
    if facts is None:
        return _draw("form_field", {"field": field, "quiet": True})
    key = (get_language(), facts)
    if key not in _fields_kept:
        if len(_fields_kept) >= FIELDS_KEPT:
            _fields_kept.clear()
        _fields_kept[key] = _draw("form_field", {"field": field, "quiet": True})
    return _fields_kept[key]


def _draw(name: str, values: dict[str, Any]) -> SafeString:
    return mark_safe(get_template(f"components/{name}.html").render(values))  # noqa: S308 -- our own templates escape
