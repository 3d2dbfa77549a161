"""Wagtail's own search on PostgreSQL."""

from typing import Any

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from search.domain.cms_search.words import AsksInWords, IndexesWords


class PostgresCmsIndex(IndexesWords, PostgresIndex):
    pass


class PostgresCmsSearch(AsksInWords, PostgresSearchBackend):
    index_class = PostgresCmsIndex

    def __init__(self, params: dict[str, Any]) -> None:
        # The words are cut already: no dictionary of the database may touch them.
        super().__init__({**params, "SEARCH_CONFIG": "simple"})
