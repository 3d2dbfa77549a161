"""/search/: one box over everything that a stranger may see."""

import re
from datetime import datetime
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.calendar import today_in_town
from portal.core.models import Concern, EmergencyContact
from search.domain.answering import Answer, answer
from search.domain.navigator import dangers_of
from search.domain.results import results
from search.domain.unanswered import record
from search.forms import NarrowForm
from search.phrases import EXAMPLES, WAYS_ON
from search.rules import PAGE_SIZE
from search.rules.danger import fitting
from search.views.asking import Labels, labels_of_choices, question_of, words_of

_ROBOT: Final = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|http", re.IGNORECASE)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The box alone, or what was found."""
    text = words_of(request)
    context: dict[str, Any] = {
        "search_query": text,
        "breadcrumb": [(_("Home"), "/"), (_("Search"), "")],
        "ways_on": WAYS_ON,
    }
    if not text:
        return render(request, "search/empty.html", {**context, "examples": EXAMPLES})
    labels, now = labels_of_choices(), timezone.now()
    answered = answer(question_of(request, labels), now=now)
    if answered.is_empty:
        context["concerns"] = Concern.objects.in_use()
        _remember(request, answered, now)
    return render(request, "search/results.html", {**context, **_in_danger(text), **_shown(answered, labels, now)})


def _shown(answered: Answer, labels: Labels, now: datetime) -> dict[str, Any]:
    found, question = answered.found, answered.question
    worded = results(found, text=question.text, now=now, kinds=labels["kind"], areas=labels["area"])
    return {
        "search_query": question.text,
        "question": question,
        "answer": answered,
        "found": found,
        "areas": labels["area"],
        "results": worded,
        "results_and_opening": [
            (result, answered.open_now.get(document.key))
            for result, document in zip(worded, found.documents, strict=True)
        ],
        "form": NarrowForm(question, found.facets, labels=labels),
        "page_obj": Paginator(range(found.total), PAGE_SIZE).get_page(found.page),
    }


def _in_danger(text: str) -> dict[str, Any]:
    """The emergency numbers for what the words speak of; nothing when they speak of no danger."""
    dangers = dangers_of([], text)
    return {"dangers": dangers, "urgent_contacts": fitting(EmergencyContact.objects.all(), dangers)} if dangers else {}


def _remember(request: HttpRequest, answered: Answer, now: datetime) -> None:
    """Count what was searched for in vain, unless a robot asked."""
    agent = request.headers.get("User-Agent", "")
    if request.method == "GET" and not answered.question.narrowing and agent and not _ROBOT.search(agent):
        record(answered.question.text, today=today_in_town(now))
