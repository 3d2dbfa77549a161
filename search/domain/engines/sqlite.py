"""Words in SQLite's FTS5, ranked by bm25."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import QuerySet

from search.domain.analysis import Clause, Query, Words
from search.domain.engines.embedded import INDEX_STAMP, REPLACED, STORED, EmbeddedEngine, Rows, Standing, condition
from search.domain.finding import CANDIDATES
from search.domain.knowledge import NO_TABLES, STAMP, stamp
from search.models import Document
from search.querysets import Statement, answers
from search.rules import Narrowing

# title, kana, category, description, body, address: measured on what residents ask. Names weigh most, for a
# rare word somewhere in a text would otherwise come before what is called so.
_BM25: Final = "bm25(10.0, 1.0, 10.0, 2.0, 0.5, 0.2)"
_IN_WORDS: Final = "{title category description body address}"
_IN_NAMES: Final = "{title category}"
_IN_READINGS: Final = "{kana}"


class SqliteEngine(EmbeddedEngine):
    def lock(self) -> None:
        """SQLite has one writer at a time: transactions here begin as writers."""

    def _store(self, rows: Sequence[Mapping[str, Any]], words: Sequence[Words]) -> None:
        # Texts go as they are; times and lists need what the database makes of them.
        ready = [isinstance(field, (models.CharField, models.TextField)) for _name, field in STORED]
        values = [
            [
                row[name] if is_ready else field.get_db_prep_save(row[name], self.connection)
                for (name, field), is_ready in zip(STORED, ready, strict=True)
            ]
            for row in rows
        ]
        # Django's own bulk_create spends more on each row than the database does.
        self._insert_many(", ".join(name for name, _field in STORED), values)
        ids = Document.objects.using(self.using).ids_by_key([row["key"] for row in rows])
        self._write_words([(ids[row["key"]], one) for row, one in zip(rows, words, strict=True)])

    def _insert_many(self, columns: str, rows: Sequence[Sequence[Any]]) -> None:
        marks = ", ".join(["%s"] * len(STORED))
        sql = f"INSERT INTO search_document ({columns}) VALUES ({marks}) ON CONFLICT (key) DO UPDATE SET {REPLACED}"  # noqa: S608 -- our own names
        with self.connection.cursor() as cursor:
            cursor.executemany(sql, rows)

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

    def _candidates(self, query: Query, narrowing: Narrowing, now: datetime, worded: int) -> Statement:
        ranking, params = self._ranking(query.any_of, self._among(narrowing))
        # SQLite never turns a cross join round, so the order stays; to sort again takes longer.
        numbered = f"SELECT id, ROW_NUMBER() OVER () AS at FROM ({ranking})"  # noqa: S608 -- our own question
        joined = f"FROM ({numbered}) AS ranked CROSS JOIN search_document ON search_document.id = ranked.id"
        source = Statement(joined, [*params, CANDIDATES])
        return Document.objects.using(self.using).candidates(source, now, worded=worded)

    def _told(self, asked: Sequence[Statement], *, has_stamp: bool) -> tuple[Standing, list[Rows]]:
        # An index for measuring lies in a file of its own, where nothing is known of the knowledge.
        is_beside = has_stamp and self.using == DEFAULT_DB_ALIAS
        standing = Statement(f"SELECT ({STAMP if is_beside else NO_TABLES}), ({INDEX_STAMP})")
        ((knowledge, documents),), *rows = answers([standing, *asked], self.using)
        if has_stamp and not is_beside:
            knowledge = stamp()
        return Standing(knowledge or 0, documents), rows

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        marks = ", ".join(["%s"] * len(words))
        sql = f"""
            SELECT term, doc FROM search_word_counts WHERE term IN ({marks})
            UNION ALL SELECT NULL, COALESCE(MAX(id), 0) FROM search_document
        """  # noqa: S608 -- nothing but marks
        ((*counted, (_none, of)),) = answers([Statement(sql, words)], self.using)
        return dict(counted), of

    def _tidy(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_words WHERE rowid NOT IN (SELECT id FROM search_document)")
            cursor.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")


def match_expression(clauses: Sequence[Clause], joined_by: str = " OR ") -> str:
    """The clauses in FTS5's own language; every word is quoted, so that none can be an operator."""
    return joined_by.join(f"({_fields(clause)} : {_phrase(clause)})" for clause in clauses)


def _fields(clause: Clause) -> str:
    if clause.in_readings:
        return _IN_READINGS
    return _IN_NAMES if clause.in_names else _IN_WORDS


def _phrase(clause: Clause) -> str:
    words = " ".join(clause.words).replace('"', '""')
    return f'"{words}"*' if clause.is_prefix else f'"{words}"'
