"""The questions that search asks about its documents."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from django.db import connections, models
from django.db.models import Count, Q

from search.rules import Candidate, Narrowing

if TYPE_CHECKING:
    from portal.core.indexing import SearchDocument
    from search.models import Alias, Document, Need, UnansweredQuestion, Waiting  # noqa: F401 -- the base classes name them


# What a result shows, in the order of the fields of a row.
SHOWN: Final = (
    *("key", "kind", "title", "url", "kana", "category", "description", "body", "address", "phone", "agency_type"),
    *("areas", "topics", "spans", "updated_at"),
)


class Facts(NamedTuple):
    """What filters and ranking need of a document; ``words`` is None when it is not to be ranked by them."""

    candidate: Candidate
    agency_type: str
    words: str | None


class DocumentQuerySet(models.QuerySet["Document"]):
    def keyed(self, keys: "Sequence[str] | models.QuerySet[Any, str]") -> Self:
        return self.filter(key__in=keys)

    def by_key(self, keys: Sequence[str]) -> "dict[str, Document]":
        return {document.key: document for document in self.keyed(keys)}

    def ids_by_key(self, keys: Sequence[str]) -> dict[str, int]:
        marks = ", ".join(["%s"] * len(keys))
        return dict(self._rows(f"SELECT key, id FROM search_document WHERE key IN ({marks})", keys)) if keys else {}  # noqa: S608

    def numbered(self, numbers: Sequence[int]) -> Self:
        return self.filter(pk__in=numbers)

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

    def shown(self, pks: Sequence[int]) -> list["SearchDocument"]:
        """These documents, in this order; one that is gone meanwhile is left out."""
        if not pks:
            return []
        marks = ", ".join(["%s"] * len(pks))
        sql = f"SELECT id, {', '.join(SHOWN)} FROM search_document WHERE id IN ({marks})"  # noqa: S608 -- our own columns
        rows = {row[0]: row[1:] for row in self._rows(sql, pks)}
        return [self.model.from_row(rows[pk]) for pk in pks if pk in rows]

    def about_how_many(self) -> int:
        """About how many documents there are, without counting them: the highest number given so far."""
        return self._rows("SELECT COALESCE(MAX(id), 0) FROM search_document", [])[0][0]

    def some_of_each_kind(self, agency_types: Sequence[str], narrowing: Narrowing, count: int) -> dict[str, list[int]]:
        """The ids of at most ``count`` documents of each kind of agency that pass the filters, by kind."""
        if not agency_types:
            return {}
        only, given = "", []
        if narrowing:
            sql, narrowed = self.narrowed(narrowing).values("pk").query.sql_with_params()
            only, given = f" AND id IN ({sql})", list(narrowed)
        part = f"SELECT agency_type, id FROM search_document WHERE agency_type = %s{only} ORDER BY id LIMIT {count:d}"  # noqa: S608
        # SQLite takes no LIMIT within a part of a union unless it is wrapped.
        union = " UNION ALL ".join([f"SELECT agency_type, id FROM ({part}) AS of_kind"] * len(agency_types))  # noqa: S608
        rows = self._rows(union, [param for code in agency_types for param in (code, *given)])
        found: dict[str, list[int]] = {}
        for code, pk in rows:
            found.setdefault(code, []).append(pk)
        return found

    def facts(self, ranked: Collection[int], behind: Collection[int], now: datetime) -> dict[int, Facts]:
        """What filters and ranking need of these documents, by id; words only of those that are to be ranked."""
        at = connections[self.db].ops.adapt_datetimefield_value(now)
        parts, params = [], []
        for pks, words in ((ranked, "words"), (behind, "NULL")):
            if pks:
                marks = ", ".join(["%s"] * len(pks))
                parts.append(f"""
                    SELECT id, kind, areas, topics, COALESCE(over_at <= %s, FALSE), agency_type, {words}
                    FROM search_document WHERE id IN ({marks})
                """)  # noqa: S608 -- our own columns and marks
                params += [at, *pks]
        rows = self._rows(" UNION ALL ".join(parts), params) if parts else []
        return {
            pk: Facts(
                Candidate(pk, kind, tuple(areas.split()), tuple(topics.split()), bool(is_over)), agency_type, words
            )
            for pk, kind, areas, topics, is_over, agency_type, words in rows
        }

    def _rows(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        # The ORM would cost several times what these small questions do.
        with connections[self.db].cursor() as cursor:
            cursor.execute(sql, list(params))
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

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

    def keys(self) -> "models.QuerySet[Waiting, str]":
        return self.values_list("key", flat=True)

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
