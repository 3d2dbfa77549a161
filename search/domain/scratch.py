"""An index beside the site's own, for measuring: a database or schema of its own, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Final
from uuid import uuid4

from django.db import connection, connections

from search.models import Document, IndexStamp

SCRATCH: Final = "search_scratch"
_WORDS = import_module("search.migrations.0002_search_keeps_words").WORDS
_COUNTS = import_module("search.migrations.0004_search_counts_words").COUNTS
_WAITING = import_module("search.migrations.0008_search_writes_many_words_quickly").WAITING
_IN_PLACE = import_module("search.migrations.0009_search_reads_words_where_they_stand").IN_PLACE
_BESIDE = import_module("search.migrations.0013_search_ranks_from_one_table").BESIDE_THE_WORDS


@contextmanager
def scratch_database() -> Iterator[str]:
    """The name of a database with empty tables of search, of the same make as the site's."""
    made = _on_postgres() if connection.vendor == "postgresql" else _on_sqlite()
    with made as settings:
        connections.databases[SCRATCH] = settings
        try:
            scratch = connections[SCRATCH]
            with scratch.schema_editor() as editor:
                editor.create_model(Document)
                editor.create_model(IndexStamp)
                for statements in (_WORDS, _COUNTS, _WAITING, _IN_PLACE, _BESIDE):
                    for statement in statements[scratch.vendor]:
                        editor.execute(statement)
            yield SCRATCH
        finally:
            connections[SCRATCH].close()
            del connections[SCRATCH]
            del connections.databases[SCRATCH]


@contextmanager
def _on_sqlite() -> Iterator[dict[str, object]]:
    with tempfile.TemporaryDirectory(prefix="marugoto-search-") as folder:
        settings = {**connection.settings_dict, "NAME": str(Path(folder) / "scratch.sqlite3")}
        yield settings


@contextmanager
def _on_postgres() -> Iterator[dict[str, object]]:
    schema = f"{SCRATCH}_{uuid4().hex[:12]}"
    name = connection.ops.quote_name(schema)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {name}")
    given = connection.settings_dict.get("OPTIONS", {})
    options = {**given, "options": f"{given.get('options', '')} -c search_path={schema},public"}
    try:
        yield {**connection.settings_dict, "OPTIONS": options}
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")
