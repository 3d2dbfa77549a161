"""Words in PostgreSQL's own text search, ranked by ts_rank.

The words come from our analysis, so vectors and queries are written out word
by word: no dictionary and no parser of the database touches them.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db.models import QuerySet

from search.domain.analysis import Clause, Words
from search.domain.engines.embedded import EmbeddedEngine, condition
from search.models import Document

# The database knows four weights: title and category share A, readings and description B, text has C, address D.
_WEIGHTS: Final = "{0.1, 0.2, 0.4, 0.9}"
_LABELS: Final = ("A", "B", "A", "B", "C", "D")
# 1 divides by the logarithm of the length: a long text is not better for being long.
_BY_LENGTH: Final = 1
_LAST_POSITION: Final = 16_383
_LONGEST_WORD: Final = 200
# Between two fields, so that no phrase reaches from one into the next.
_GAP: Final = 8
# New words wait unsorted, and every question reads all that wait. Few are sorted in at once;
# many by whoever wrote them, when all are written, or by the database when 64 MB wait.
_MANY: Final = 100
_SORT_IN: Final = "SELECT gin_clean_pending_list('search_words_can_be_searched')"
# Any number will do, as long as nothing else in the portal takes this one.
_LOCK: Final = 7_305_001


class PostgresEngine(EmbeddedEngine):
    def lock(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def _write_words(self, rows: Sequence[tuple[int, Words]]) -> None:
        vectors = [(pk, vector(words)) for pk, words in rows]
        changed = "ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words"
        self._insert("search_words (id, words)", ["bigint", "tsvector"], vectors, changed)
        if len(rows) < _MANY:
            with self.connection.cursor() as cursor:
                cursor.execute(_SORT_IN)

    def _insert(self, into: str, types: Sequence[str], rows: Sequence[Sequence[Any]], or_else: str) -> None:
        if not rows:
            return
        # One statement for all of them: row by row, half the time goes by between two rows.
        columns = ", ".join(f"%s::{kind}[]" for kind in types)
        sql = f"INSERT INTO {into} SELECT * FROM unnest({columns}) {or_else}"  # noqa: S608 -- our own names
        with self.connection.cursor() as cursor:
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])

    def _remove_words(self, ids: Sequence[int]) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(ids)])

    def _ranking(self, clauses: Sequence[Clause], among: QuerySet[Document] | None) -> tuple[str, list[Any]]:
        only, params = condition(among, "id")
        query = query_expression(clauses)
        sql = f"""
            SELECT id, -ts_rank('{_WEIGHTS}', words, %s::tsquery, {_BY_LENGTH}) AS place
            FROM search_words WHERE words @@ %s::tsquery{only} ORDER BY place, id LIMIT %s
        """  # noqa: S608 -- our own constants
        return sql, [query, query, *params]

    def _joined(self, ranking: str) -> str:
        numbered = f"SELECT id, ROW_NUMBER() OVER (ORDER BY place, id) AS at FROM ({ranking}) AS placed"  # noqa: S608
        return f"FROM ({numbered}) AS ranked JOIN search_document ON search_document.id = ranked.id ORDER BY ranked.at"

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        return self._counts("term = ANY(%s::text[])", [list(words)])

    def _tidy(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(_SORT_IN)
            cursor.execute("DELETE FROM search_words WHERE id NOT IN (SELECT id FROM search_document)")
            cursor.execute("DELETE FROM search_word_counts")
            cursor.execute(
                "INSERT INTO search_word_counts (term, doc) "
                "SELECT word, ndoc FROM ts_stat('SELECT words FROM search_words') WHERE ndoc > 1"
            )
            cursor.execute("ANALYZE search_words")


def vector(words: Words) -> str:
    """A text search vector, written out: each word with its places and weight."""
    entries: list[str] = []
    position = 1
    for label, field in zip(_LABELS, words, strict=False):
        entries += [
            f"{_quoted(word)}:{at if at < _LAST_POSITION else _LAST_POSITION}{label}"
            for at, word in enumerate(field, start=position)
        ]
        position += len(field) + _GAP
    return " ".join(entries)


def query_expression(clauses: Sequence[Clause], joined_by: str = " | ") -> str:
    """A text search query, written out; every word is quoted, so that none can be an operator."""
    return joined_by.join(f"({' <-> '.join(_lexemes(clause))})" for clause in clauses)


def _lexemes(clause: Clause) -> Iterator[str]:
    # Readings are the katakana pairs under B; words are looked for under every weight.
    suffix = ("B" if clause.in_readings else "") + ("*" if clause.is_prefix else "")
    return (f"{_quoted(word)}:{suffix}" if suffix else _quoted(word) for word in clause.words)


# The same words come again and again while many documents are written.
@lru_cache(maxsize=20_000)
def _quoted(word: str) -> str:
    escaped = word[:_LONGEST_WORD].replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
