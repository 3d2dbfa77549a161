"""The questions that search asks about its documents."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from search.rules import Narrowing

if TYPE_CHECKING:
    from search.models import Document, Need  # noqa: F401 -- the base classes name them


class DocumentQuerySet(models.QuerySet["Document"]):
    def keyed(self, keys: Sequence[str]) -> Self:
        return self.filter(key__in=keys)

    def narrowed(self, narrowing: Narrowing) -> Self:
        """Documents that pass every filter; what names no area is for the whole town."""
        documents = self
        if narrowing.kind:
            documents = documents.filter(kind=narrowing.kind)
        if narrowing.area:
            documents = documents.filter(Q(areas="") | Q(areas__contains=f" {narrowing.area} "))
        if narrowing.topic:
            documents = documents.filter(topics__contains=f" {narrowing.topic} ")
        return documents

    def counts_by_kind(self) -> dict[str, int]:
        return dict(self.values_list("kind").annotate(Count("pk")).order_by("kind"))


class NeedQuerySet(models.QuerySet["Need"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def with_who_helps(self) -> Self:
        return self.prefetch_related("helpers__agency_type", "concerns")
