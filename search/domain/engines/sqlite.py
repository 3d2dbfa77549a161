"""Words in SQLite's FTS5, ranked by bm25."""

from collections.abc import Sequence
from typing import Any, Final

from django.db.models import QuerySet

from search.domain.analysis import Clause, Words
from search.domain.engines.embedded import EmbeddedEngine, condition
from search.models import Document

# title, kana, category, description, body, address: measured on what residents ask.
_BM25: Final = "bm25(4.0, 2.0, 5.0, 2.0, 1.0, 0.5)"
_IN_WORDS: Final = "{title category description body address}"
_IN_READINGS: Final = "{kana}"


class SqliteEngine(EmbeddedEngine):
    def lock(self) -> None:
        """SQLite has one writer at a time: transactions here begin as writers."""

    def _write_words(self, rows: Sequence[tuple[int, Words]]) -> None:
        self._remove_words([pk for pk, _words in rows])
        with self.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_words (rowid, title, kana, category, description, body, address) "
                "VALUES (%s, %s, %s, %s, %s, %s, %s)",
                [(pk, *map(" ".join, words[:6])) for pk, words in rows],
            )

    def _remove_words(self, ids: Sequence[int]) -> None:
        with self.connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(pk,) for pk in ids])

    def _ranking(self, clauses: Sequence[Clause], among: QuerySet[Document] | None) -> tuple[str, list[Any]]:
        only, params = condition(among, "rowid")
        sql = f"""
            SELECT rowid AS id FROM search_words
            WHERE search_words MATCH %s AND rank MATCH '{_BM25}'{only}
            ORDER BY rank LIMIT %s
        """  # noqa: S608 -- our own constants
        return sql, [match_expression(clauses), *params]

    def _joined(self, ranking: str) -> str:
        # SQLite never turns a cross join round, so the order stays; to sort again takes longer.
        numbered = f"SELECT id, ROW_NUMBER() OVER () AS at FROM ({ranking})"  # noqa: S608 -- our own question
        return f"FROM ({numbered}) AS ranked CROSS JOIN search_document ON search_document.id = ranked.id"

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        return self._counts(f"term IN ({', '.join(['%s'] * len(words))})", words)

    def _tidy(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE rowid NOT IN (SELECT id FROM search_document)")
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")


def match_expression(clauses: Sequence[Clause], joined_by: str = " OR ") -> str:
    """The clauses in FTS5's own language; every word is quoted, so that none can be an operator."""
    return joined_by.join(
        f"({_IN_READINGS if clause.in_readings else _IN_WORDS} : {_phrase(clause)})" for clause in clauses
    )


def _phrase(clause: Clause) -> str:
    words = " ".join(clause.words).replace('"', '""')
    return f'"{words}"*' if clause.is_prefix else f'"{words}"'
