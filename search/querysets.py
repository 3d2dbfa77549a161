"""The questions that search asks about its documents."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Coalesce

from search.rules import Narrowing

if TYPE_CHECKING:
    from search.models import Document, Need, UnansweredQuestion, Waiting  # noqa: F401 -- the base classes name them


class DocumentQuerySet(models.QuerySet["Document"]):
    def keyed(self, keys: Sequence[str]) -> Self:
        return self.filter(key__in=keys)

    def by_key(self, keys: Sequence[str]) -> "dict[str, Document]":
        return {document.key: document for document in self.keyed(keys)}

    def after(self, number: int) -> Self:
        """Those with a higher number, the lowest first."""
        return self.filter(pk__gt=number).order_by("pk")

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

    def to_show(self) -> Self:
        """Without the long texts that only ranking needs."""
        return self.defer("words")

    def about_how_many(self) -> int:
        """About how many documents there are, without counting them: the highest number given so far."""
        return self.order_by("-pk").values_list("pk", flat=True).first() or 0

    def some_of_each_kind(self, agency_types: Sequence[str], narrowing: Narrowing, count: int) -> list[int]:
        """The ids of at most ``count`` documents of each kind of agency that pass the filters."""
        passing = self.narrowed(narrowing).order_by("pk").values_list("pk", flat=True)
        parts = [passing.filter(agency_type=code)[:count] for code in agency_types]
        if not parts:
            return []
        # SQLite takes no LIMIT within a part of a union unless it is wrapped.
        return [pk for part in parts for pk in part]

    def facts(self, pks: Iterable[int], now: datetime) -> list[tuple[int, str, str, str, bool, str, str]]:
        """What ranking and filters need: id, kind, areas, topics, whether over, kind of agency, words."""
        is_over = Coalesce(Q(over_at__lte=now), Value(False), output_field=models.BooleanField())
        rows = self.filter(pk__in=list(pks)).annotate(is_over=is_over)
        return list(rows.values_list("pk", "kind", "areas", "topics", "is_over", "agency_type", "words"))

    def counts_by_kind(self) -> dict[str, int]:
        return dict(self.values_list("kind").annotate(Count("pk")).order_by("kind"))


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def keyed(self, keys: Sequence[str]) -> Self:
        return self.filter(key__in=keys)

    def numbered(self, numbers: Sequence[int]) -> Self:
        return self.filter(pk__in=numbers)

    def after(self, number: int) -> Self:
        """What stands behind this place, the first first."""
        return self.filter(pk__gt=number).order_by("pk")

    def oldest(self) -> "Waiting | None":
        return self.order_by("since").first()


class NeedQuerySet(models.QuerySet["Need"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def with_who_helps(self) -> Self:
        return self.prefetch_related("helpers__agency_type", "concerns")


class AliasQuerySet(models.QuerySet["Alias"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)


class UnansweredQuerySet(models.QuerySet["UnansweredQuestion"]):
    def saying(self, text: str) -> Self:
        return self.filter(text=text)

    def numbered(self, number: str) -> Self:
        """The one that an address names, if there is one."""
        return self.filter(pk=number) if number.isdecimal() else self.none()

    def first_to_go(self) -> Self:
        """What may be forgotten first: seen to, then asked least, then asked longest ago."""
        return self.order_by("-is_done", "count", "last_asked_on", "pk")
