"""The questions that search asks about its documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from django.db import connections, models
from django.db.models import Count, Q

from search.rules import Narrowing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

    from portal.core.indexing import SearchDocument
    from search.models import Alias, Document, Need, UnansweredQuestion, Waiting  # noqa: F401 -- the base classes name them


# What a result shows, in the order of the fields of a row.
SHOWN: Final = (
    *("key", "kind", "title", "url", "kana", "category", "description", "body", "address", "phone", "agency_type"),
    *("areas", "topics", "spans", "updated_at"),
)
# What filters and ranking need of a document, in the order of ``Candidate``; the parameter is now.
_CANDIDATE: Final = "id, kind, areas, topics, COALESCE(over_at <= %s, FALSE), agency_type"
CANDIDATE: Final = f"{_CANDIDATE}, words"
# Most of the time goes into carrying words over: further down nobody compares them.
CANDIDATE_JOINED: Final = f"search_document.{_CANDIDATE}, CASE WHEN ranked.at <= %s THEN words ELSE '' END"


class Statement(NamedTuple):
    """A statement with its parameters; an empty one asks for nothing."""

    sql: str
    params: Sequence[Any] = ()


def answers(asked: Sequence[Statement], using: str) -> list[list[tuple[Any, ...]]]:
    """The rows of each statement, in one trip where the database takes several at once.

    Most of the time of a small question is the way there and back; the ORM would cost several times as much.
    """
    told = iter(_told([one for one in asked if one.sql], connections[using]))
    return [next(told) if one.sql else [] for one in asked]


def _told(asked: Sequence[Statement], database: "BaseDatabaseWrapper") -> "Iterator[list[tuple[Any, ...]]]":
    if not asked:
        return
    with database.cursor() as cursor:
        if database.vendor == "postgresql" and not getattr(database.features, "uses_server_side_binding", False):
            cursor.execute("; ".join(one.sql for one in asked), [param for one in asked for param in one.params])
            yield cursor.fetchall()
            while cursor.nextset():
                yield cursor.fetchall()
            return
        for one in asked:
            cursor.execute(one.sql, list(one.params))
            yield cursor.fetchall()


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

    def shown(self, pks: Sequence[int]) -> list[tuple["SearchDocument", str]]:
        """These documents and their texts as they are kept cut, in this order; one that is gone is left out."""
        if not pks:
            return []
        marks = ", ".join(["%s"] * len(pks))
        sql = f"SELECT id, cuts, {', '.join(SHOWN)} FROM search_document WHERE id IN ({marks})"  # noqa: S608 -- our own columns
        rows = {row[0]: row for row in self._rows(sql, pks)}
        return [(self.model.from_row(rows[pk][2:]), rows[pk][1]) for pk in pks if pk in rows]

    def some_of_each_kind(
        self, agency_types: Sequence[str], narrowing: Narrowing, *, most: int, up_to: int, now: datetime
    ) -> Statement:
        """Asks for at most ``most`` documents of each kind of agency that pass the filters.

        Each comes behind how many of its kind there are, counted ``up_to``, and whether it never is over; no kinds ask
        for nothing.
        """
        if not agency_types:
            return Statement("")
        only, given = self._only(narrowing)
        of_kind = f"FROM search_document WHERE agency_type = {{}}{only}"
        counted = f"SELECT COUNT(*) AS number FROM (SELECT 1 {of_kind} LIMIT {up_to:d}) AS enough"  # noqa: S608 -- our own columns
        few = f"SELECT over_at IS NULL AS lasts, {CANDIDATE} {of_kind} ORDER BY id LIMIT {most:d}"
        at = self._at(now)
        if connections[self.db].vendor == "postgresql":
            # One part to plan, however many kinds.
            sql = f"""
                SELECT counted.number, few.* FROM unnest(%s::text[]) AS code
                CROSS JOIN LATERAL ({counted.format("code")}) AS counted
                CROSS JOIN LATERAL ({few.format("code")}) AS few
            """  # noqa: S608 -- our own columns
            return Statement(sql, [list(agency_types), *given, at, *given])
        # SQLite takes no LIMIT within a part of a union unless it is wrapped.
        part = f"SELECT ({counted.format('%s')}), few.* FROM ({few.format('%s')}) AS few"  # noqa: S608
        params = [param for code in agency_types for param in (code, *given, at, code, *given)]
        return Statement(" UNION ALL ".join([part] * len(agency_types)), params)

    def candidates(self, source: Statement, now: datetime, *, worded: int) -> Statement:
        """Asks for what ``source`` names, in its order; the first ``worded`` with their words.

        ``source`` is SQL from FROM on, which joins the table of documents to ``ranked``, numbered by ``at``.
        """
        return Statement(f"SELECT {CANDIDATE_JOINED} {source.sql}", [self._at(now), worded, *source.params])

    def as_candidates(self, pks: Sequence[int], now: datetime) -> Statement:
        """Asks for these documents, in any order."""
        if not pks:
            return Statement("")
        marks = ", ".join(["%s"] * len(pks))
        return Statement(f"SELECT {CANDIDATE} FROM search_document WHERE id IN ({marks})", [self._at(now), *pks])  # noqa: S608

    def _only(self, narrowing: Narrowing) -> tuple[str, list[Any]]:
        if not narrowing:
            return "", []
        sql, params = self.narrowed(narrowing).values("pk").query.sql_with_params()
        return f" AND id IN ({sql})", list(params)

    def _at(self, now: datetime) -> Any:
        return connections[self.db].ops.adapt_datetimefield_value(now)

    def _rows(self, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
        (rows,) = answers([Statement(sql, params)], self.db)
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
