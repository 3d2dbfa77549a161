"""What an address asks, the same for people and machines."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from portal.core.indexing import registry
from portal.core.models import CommunityArea, Topic
from search.rules import Narrowing, Question, cleaned, page_number

Labels = Mapping[str, Mapping[str, Any]]


def labels_of_choices() -> Labels:
    """The label of each code that may be chosen, in the order of the choices."""
    return {
        "kind": registry.kinds,
        "area": dict(CommunityArea.objects.values_list("code", "name")),
        "topic": dict(Topic.objects.in_use().values_list("code", "label")),
    }


def words_of(request: HttpRequest) -> str:
    """The words that the address asks for."""
    return cleaned(request.GET.get("q", ""))


def question_of(request: HttpRequest, labels: Labels) -> Question:
    """The words, the filters and the page that the address names; unknown codes are passed over.

    ``exact=on`` takes the words as they stand, even when they look mistyped.
    """
    asked = {name: request.GET.get(name, "") for name in ("kind", "area", "topic")}
    narrowing = Narrowing(**{name: code if code in labels[name] else "" for name, code in asked.items()})
    return Question(
        words_of(request),
        narrowing,
        page_number(request.GET.get("page")),
        as_typed=request.GET.get("exact") == "on",
    )
