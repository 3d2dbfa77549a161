"""What machines ask: suggestions for the box, and search itself as JSON. Both know no visitor and set no cookie."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from html import unescape
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.core.indexing import SearchDocument, registry
from search.domain.answering import Answer, answer
from search.domain.pace import Pace
from search.domain.results import Result, results
from search.domain.strip import FittingKind
from search.domain.suggesting import Suggestion, suggestions
from search.rules import PAGE_SIZE, next_span
from search.views.asking import Labels, labels_of_choices, question_of, words_of

View = Callable[[HttpRequest], HttpResponse]
# A person who types asks a few times a second; many share the address of a town hall.
SUGGESTIONS_A_MINUTE: Final = 1_200
QUESTIONS_A_MINUTE: Final = 300
_UNCHANGED_FOR: Final = 60  # seconds


def at_most(a_minute: int) -> Callable[[View], View]:
    """Answer 429 to an address that asks more often, before anything is looked up."""
    pace = Pace(a_minute)

    def decorated(view: View) -> View:
        @wraps(view)
        def paced(request: HttpRequest) -> HttpResponse:
            if pace.too_fast(get_adapter().get_client_ip(request) or "", seconds=time.monotonic()):
                message = _("Too many questions in a minute. Please ask again a little later.")
                return _json({"error": message}, status=429, headers={"Retry-After": "60"})
            return view(request)

        return paced

    return decorated


@require_safe
@at_most(SUGGESTIONS_A_MINUTE)
@cache_control(public=True, max_age=_UNCHANGED_FOR)
def suggest(request: HttpRequest) -> HttpResponse:
    """What may be meant by the beginning of some words."""
    suggested = suggestions(request.GET.get("q", ""), now=timezone.now())
    return _json({"suggestions": [_suggestion(one) for one in suggested]})


@require_safe
@at_most(QUESTIONS_A_MINUTE)
@cache_control(public=True, max_age=_UNCHANGED_FOR)
def api(request: HttpRequest) -> HttpResponse:
    """What /search/ shows, for machines; docs/api.md says what each word means."""
    if not words_of(request):
        return _json({"error": _("Say what to search for in the parameter q.")}, status=400)
    labels, now = labels_of_choices(), timezone.now()
    answered = answer(question_of(request, labels), now=now)
    found, question = answered.found, answered.question
    worded = results(found, text=question.text, now=now, kinds=labels["kind"], areas=labels["area"])
    listed = [_result(request, *pair, answered, now) for pair in zip(worded, found.documents, strict=True)]
    return _json(
        {
            "query": question.text,
            "typed": answered.typed or question.text,
            "did_you_mean": answered.meant or None,
            "total": found.total,
            "there_are_more": found.there_are_more,
            "page": found.page,
            "page_size": PAGE_SIZE,
            "previous": _page(request, answered, found.page - 1),
            "next": _page(request, answered, found.page + 1),
            "kinds": [_kind(request, fitting) for fitting in answered.kinds],
            "facets": _facets(answered, labels),
            "results": listed,
        }
    )


def _json(data: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> JsonResponse:
    public = {"Access-Control-Allow-Origin": "*", "X-Robots-Tag": "noindex", **(headers or {})}
    return JsonResponse(data, status=status, headers=public, json_dumps_params={"ensure_ascii": False})


def _suggestion(one: Suggestion) -> dict[str, str]:
    labels = {"kind": _("Kind of help"), "need": _("When …"), **registry.kinds}
    url = one.url or f"{reverse('search:search')}?{urlencode({'q': one.text})}"
    return {"text": one.text, "kind": str(labels.get(one.kind, "")), "url": url}


def _result(
    request: HttpRequest, result: Result, document: SearchDocument, answered: Answer, now: datetime
) -> dict[str, Any]:
    start, end = next_span(document.spans, now) or (None, None)
    opening = answered.open_now.get(document.key)
    return {
        "title": document.title,
        "url": request.build_absolute_uri(document.url),
        "kind": document.kind,
        "kind_label": result.kind,
        "excerpt": unescape(strip_tags(result.excerpt)),
        "excerpt_html": result.excerpt,
        "facts": list(result.facts),
        "starts_at": start and start.isoformat(),
        "ends_at": end and end.isoformat(),
        "areas": list(document.areas),
        "topics": list(document.topics),
        "phone": document.phone,
        "opening": opening.words if opening else None,
        "is_open": opening.is_open if opening and opening.words else None,
        "updated_at": document.updated_at and document.updated_at.isoformat(),
    }


def _kind(request: HttpRequest, fitting: FittingKind) -> dict[str, Any]:
    door, entry = fitting.door, fitting.entry
    return {
        "code": door.code,
        "label": door.label,
        "reason": door.reason,
        "score": round(fitting.score, 3),
        "entry": entry
        and {
            "name": entry.name,
            "url": request.build_absolute_uri(entry.url),
            "phone": entry.phone,
            "opening": entry.opening,
            "is_open": entry.is_open,
            "areas": list(entry.areas),
        },
    }


def _facets(answered: Answer, labels: Labels) -> dict[str, Any]:
    facets = answered.found.facets
    counted = {"kind": facets.kinds, "area": facets.areas, "topic": facets.topics}
    return {
        name: [
            {"code": code, "label": str(label), "count": counts[code]}
            for code, label in labels[name].items()
            if counts.get(code)
        ]
        for name, counts in counted.items()
    }


def _page(request: HttpRequest, answered: Answer, number: int) -> str | None:
    """The address of another page of the same question; None when there is none."""
    if not 1 <= number <= -(-answered.found.total // PAGE_SIZE):
        return None
    narrowing = answered.question.narrowing
    asked: dict[str, str | int] = {
        "q": answered.question.text,
        "kind": narrowing.kind,
        "area": narrowing.area,
        "topic": narrowing.topic,
        "page": str(number),
    }
    query = urlencode({name: value for name, value in asked.items() if value})
    return request.build_absolute_uri(f"{request.path}?{query}")
