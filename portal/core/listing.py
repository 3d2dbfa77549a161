"""Lists that are cut into pages and keep their filters."""

from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

PAGE_SIZE: Final = 20


def cut(
    request: HttpRequest,
    things: "QuerySet[Any] | list[Any]",
    *,
    size: int = PAGE_SIZE,
    counted: "QuerySet[Any] | None" = None,
) -> "Page[Any]":
    """The page of ``things`` that ``?page=`` asks for; one that is not there becomes the nearest.

    ``counted`` holds as many rows as ``things`` and is counted for them, where counting them is dear.
    """
    paginator = Paginator(things, size)
    if counted is not None:
        paginator.count = counted.count()  # type: ignore[misc]
    return paginator.get_page(request.GET.get("page"))


def chosen(request: HttpRequest, name: str, choices: "QuerySet[Any] | list[Any]") -> list[Model]:
    """The entries among ``choices`` whose codes the address names; unknown codes are passed over."""
    codes = set(request.GET.getlist(name))
    return [choice for choice in choices if choice.code in codes]
