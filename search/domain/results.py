"""What a resident reads of one result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.calendar import TOWN_CLOCK
from portal.core.indexing import SearchDocument
from portal.core.templatetags.portal import jperiod
from search.domain.engines.base import Found
from search.domain.excerpts import Matcher, excerpt, marked
from search.rules import next_span

MOST_AREAS: Final = 3


@dataclass(frozen=True)
class Result:
    title: SafeString
    url: str
    kind: str
    excerpt: SafeString
    facts: tuple[str, ...]
    phone: str


def results(
    found: Found, *, text: str, now: datetime, kinds: Mapping[str, Any], areas: Mapping[str, str]
) -> list[Result]:
    """Word the documents that were found; ``kinds`` and ``areas`` give the labels of codes."""
    matcher = Matcher.of(text, found.query if found.query.terms else None)
    looked_at: dict[str, SafeString | None] = {}
    return [
        Result(
            title=marked(document.title, matcher, found.kept),
            url=document.url,
            kind=str(kinds.get(document.kind, "")),
            excerpt=excerpt(document, matcher, found.kept, looked_at),
            facts=tuple(filter(None, [when(document, now), where(document, areas)])),
            phone=document.phone,
        )
        for document in found.documents
    ]


def when(document: SearchDocument, now: datetime) -> str:
    """The next date, or the last of something that is over."""
    span = next_span(document.spans, now)
    if span is None:
        return ""
    start, end = span
    period = jperiod(start, end, all_day=_is_whole_days(start, end))
    return period if end > now else _("Over: %(period)s") % {"period": period}


def where(document: SearchDocument, areas: Mapping[str, str]) -> str:
    """The names of its areas, or how many there are."""
    names = [areas[code] for code in document.areas if code in areas]
    if not names:
        return ""
    if len(names) > MOST_AREAS:
        return _("%(count)d areas") % {"count": len(names)}
    return pgettext("between areas", ", ").join(names)


def _is_whole_days(start: datetime, end: datetime) -> bool:
    return start.astimezone(TOWN_CLOCK).time() == time.min and end.astimezone(TOWN_CLOCK).time() in (
        time.min,
        time(23, 59),
        time(23, 59, 59),
        time.max,
    )
