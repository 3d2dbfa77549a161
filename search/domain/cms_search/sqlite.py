"""Wagtail's own search on SQLite."""

from typing import Any

from modelsearch.backends.database.sqlite.query import BM25, MatchExpression, normalize
from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteFTSIndexEntry,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchResults,
)
from modelsearch.query import PlainText
from modelsearch.utils import get_descendants_content_types_pks

from search.domain.cms_search.words import AsksInWords, IndexesWords


class SqliteCmsIndex(IndexesWords, SQLiteIndex):
    pass


class RankedInOnePass(SQLiteSearchResults):
    """Best ids first, then those that the list may show, then the objects of one page: linear."""

    def _do_search(self) -> list[Any]:
        compiler = self.query_compiler
        query = normalize(compiler.query)
        if not isinstance(query, PlainText) or not compiler.order_by_relevance or self._score_field:
            return list(super()._do_search())
        words = compiler.build_search_query(query, config=compiler.get_config(self.backend))
        hits = SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(compiler.FTS_TABLE_FIELDS, words),
            index_entry__content_type__in=get_descendants_content_types_pks(compiler.queryset.model),
        )
        allowed = compiler.queryset.filter(pk__in=hits.values_list("index_entry__object_id", flat=True))
        by_key = {str(pk): pk for pk in allowed.order_by().values_list("pk", flat=True)}
        ranked = hits.annotate(score=BM25()).order_by("score", "pk").values_list("index_entry__object_id", flat=True)
        shown = [by_key[key] for key in ranked if key in by_key][self.start : self.stop]
        found = {thing.pk: thing for thing in compiler.queryset.filter(pk__in=shown)}
        return [found[pk] for pk in shown]


class SqliteCmsSearch(AsksInWords, SQLiteSearchBackend):
    index_class = SqliteCmsIndex
    results_class = RankedInOnePass
