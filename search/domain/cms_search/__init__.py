"""The search of Wagtail's own screens, taught Japanese: explorer, choosers and snippet lists.

Wagtail's two database backends stay as they are. Texts go into them as our
words with spaces between, questions as the same words; and on SQLite results
are ranked in one pass, for Wagtail's own way takes minutes with many hits.

Name it in WAGTAILSEARCH_BACKENDS: ``{"default": {"BACKEND": "search.domain.cms_search"}}``.
"""

from typing import Any

from django.db import connection
from modelsearch.backends.base import BaseSearchBackend


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:  # noqa: N802 -- the name that Wagtail looks for
    """The backend of the database in use."""
    if connection.vendor == "postgresql":
        from search.domain.cms_search.postgres import PostgresCmsSearch  # noqa: PLC0415 -- only on its own database

        return PostgresCmsSearch(params)
    from search.domain.cms_search.sqlite import SqliteCmsSearch  # noqa: PLC0415 -- only on its own database

    return SqliteCmsSearch(params)
