from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.indexing import registry
from portal.core.models import CommunityArea, Topic
from search.domain.engines import current_engine
from search.domain.results import results
from search.forms import NarrowForm
from search.phrases import EXAMPLES, WAYS_ON
from search.rules import PAGE_SIZE, Narrowing, Question, cleaned, page_number

Labels = Mapping[str, Mapping[str, Any]]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """One box over everything that a stranger may see."""
    text = cleaned(request.GET.get("q", ""))
    context = {"search_query": text, "breadcrumb": [(_("Home"), "/"), (_("Search"), "")], "ways_on": WAYS_ON}
    if not text:
        return render(request, "search/empty.html", {**context, "examples": EXAMPLES})

    labels = _labels()
    question = Question(text, _narrowing(request, labels), page_number(request.GET.get("page")))
    now = timezone.now()
    found = current_engine().find(question, now=now)
    return render(
        request,
        "search/results.html",
        {
            **context,
            "question": question,
            "found": found,
            "results": results(found, text=text, now=now, kinds=labels["kind"], areas=labels["area"]),
            "form": NarrowForm(question, found.facets, labels=labels),
            "page_obj": Paginator(range(found.total), PAGE_SIZE).get_page(found.page),
        },
    )


def _labels() -> Labels:
    """The label of each code that may be chosen, in the order of the choices."""
    return {
        "kind": registry.kinds,
        "area": dict(CommunityArea.objects.values_list("code", "name")),
        "topic": dict(Topic.objects.in_use().values_list("code", "label")),
    }


def _narrowing(request: HttpRequest, labels: Labels) -> Narrowing:
    """The filters that the address names; unknown codes are passed over."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "area", "topic")}
    return Narrowing(**{name: code if code in labels[name] else "" for name, code in asked.items()})
