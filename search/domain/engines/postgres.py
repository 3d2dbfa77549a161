"""Words in PostgreSQL's own text search, ranked by ts_rank.

The words come from our analysis, so vectors and queries are written out word
by word: no dictionary and no parser of the database touches them.
"""

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import add
from typing import Any, Final, NamedTuple

import psycopg
from django.db.models import QuerySet

from search.domain.analysis import Clause, Query, Words
from search.domain.engines.embedded import INDEX_STAMP, REPLACED, STORED, EmbeddedEngine, Rows, Standing, condition
from search.domain.finding import CANDIDATES
from search.domain.knowledge import NO_TABLES, STAMP
from search.models import Document
from search.querysets import Statement, answers
from search.rules import Narrowing

# The database knows four weights: title and category share A, readings and description B, text has C, address D.
_WEIGHTS: Final = "{0.1, 0.2, 0.4, 0.9}"
_LABELS: Final = {"title": "A", "category": "A", "kana": "B", "description": "B", "body": "C", "address": "D"}
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
# What filters and ranking ask of a document stands beside its words, once more: to look up each takes longer than to
# rank it.
_FACTS: Final = "kind, areas, topics, over_at, agency_type"
_FACTS_REPLACED: Final = ", ".join(f"{name} = EXCLUDED.{name}" for name in _FACTS.split(", "))
# All documents and all their words in one statement: row by row, half the time goes by between two rows.
_COLUMNS: Final = ", ".join(name for name, _field in STORED)
_STORE: Final = f"""
    WITH given AS (
        SELECT * FROM json_to_recordset(convert_from(%s, 'UTF8')::json) AS given ({{types}}, vector tsvector)
    ), written AS (
        INSERT INTO search_document ({_COLUMNS}) SELECT {_COLUMNS} FROM given
        ON CONFLICT (key) DO UPDATE SET {REPLACED} RETURNING id, key
    )
    INSERT INTO search_words (id, words, {_FACTS}, said)
    SELECT written.id, given.vector, {_FACTS}, given.words FROM written JOIN given USING (key)
    ON CONFLICT (id) DO UPDATE SET words = EXCLUDED.words, {_FACTS_REPLACED}, said = EXCLUDED.said
"""  # noqa: S608 -- our own names


class _Counts(NamedTuple):
    """In how many documents each word stood when they were counted last, and how many there were."""

    version: int
    counted: Mapping[str, int]
    of: int


# By database, as this process read them last. Each counting has a number, which stands where a word would.
_known_counts: Final[dict[str, _Counts]] = {}
_COUNTED_IN: Final = "SELECT doc FROM search_word_counts WHERE term = ''"
_HIGHEST_NUMBER: Final = 2**31


class PostgresEngine(EmbeddedEngine):
    def lock(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])

    def _store(self, rows: Sequence[Mapping[str, Any]], words: Sequence[Words]) -> None:
        given = [{**row, "vector": vector(one)} for row, one in zip(rows, words, strict=True)]
        types = ", ".join(f"{name} {field.db_type(self.connection)}" for name, field in STORED)
        text = json.dumps(given, ensure_ascii=False, default=datetime.isoformat).encode()
        # Django would write the text into the statement, where it takes eight times as long to read.
        with self.connection.wrap_database_errors, psycopg.Cursor(self.connection.connection) as cursor:
            cursor.execute(_STORE.format(types=types), [text])
        if len(rows) < _MANY:
            with self.connection.cursor() as cursor:
                cursor.execute(_SORT_IN)

    def _remove_words(self, ids: Sequence[int]) -> None:
        """The database does that by itself when a document goes."""

    def _ranking(self, clauses: Sequence[Clause], among: QuerySet[Document] | None) -> tuple[str, list[Any]]:
        return self._ranked("id", clauses, among)

    def _ranked(
        self, columns: str, clauses: Sequence[Clause], among: QuerySet[Document] | None
    ) -> tuple[str, list[Any]]:
        only, params = condition(among, "id")
        query = query_expression(clauses)
        sql = f"""
            SELECT {columns}, -ts_rank('{_WEIGHTS}', words, %s::tsquery, {_BY_LENGTH}) AS place
            FROM search_words WHERE words @@ %s::tsquery{only} ORDER BY place, id LIMIT %s
        """  # noqa: S608 -- our own constants
        return sql, [query, query, *params]

    def _candidates(self, query: Query, narrowing: Narrowing, now: datetime, worded: int) -> Statement:
        ranked, params = self._ranked(f"id, {_FACTS}, said", query.any_of, self._among(narrowing))
        sql = f"""
            SELECT id, kind, areas, topics, COALESCE(over_at <= %s, FALSE), agency_type,
                CASE WHEN ROW_NUMBER() OVER (ORDER BY place, id) <= %s THEN said ELSE '' END
            FROM ({ranked}) AS ranked ORDER BY place, id
        """  # noqa: S608 -- our own constants
        return Statement(sql, [now, worded, *params, CANDIDATES])

    def _told(self, asked: Sequence[Statement], *, has_stamp: bool) -> tuple[Standing, list[Rows]]:
        knowledge = STAMP if has_stamp else f"SELECT {NO_TABLES}"
        # One statement: to read and plan three takes longer than to answer them.
        standing = Statement(f"SELECT COALESCE(({knowledge}), 0), ({INDEX_STAMP}), COALESCE(({_COUNTED_IN}), 0)")
        (told,), *rows = answers([standing, *asked], self.using)
        counted_in = told[2]
        if is_outdated := self._counts().version != counted_in:
            _known_counts.pop(self.using, None)
        return Standing(told[0], told[1], is_outdated), rows

    def frequencies(self, words: Sequence[str]) -> tuple[dict[str, int], int]:
        known = self._counts()
        return {word: known.counted[word] for word in words if word in known.counted}, known.of

    def _counts(self) -> "_Counts":
        known = _known_counts.get(self.using)
        if known is None:
            words = Statement("SELECT term, doc FROM search_word_counts")
            documents = Statement("SELECT COALESCE(MAX(id), 0) FROM search_document")
            rows, of = answers([words, documents], self.using)
            counted = dict(rows)
            known = _known_counts[self.using] = _Counts(counted.pop("", 0), counted, _one(of))
        return known

    def _tidy(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(_SORT_IN)
            cursor.execute("DELETE FROM search_word_counts")
            cursor.execute(
                "INSERT INTO search_word_counts (term, doc) "
                "SELECT word, ndoc FROM ts_stat('SELECT words FROM search_words') WHERE ndoc > 1"
            )
            number = secrets.randbelow(_HIGHEST_NUMBER)
            cursor.execute("INSERT INTO search_word_counts (term, doc) VALUES ('', %s)", [number])
            cursor.execute("ANALYZE search_words")
        _known_counts.pop(self.using, None)


def _one(rows: Sequence[tuple[Any, ...]]) -> int:
    """The number of the only row; 0 where there is none."""
    return int(rows[0][0]) if rows else 0


def vector(words: Words) -> str:
    """A text search vector, written out: each word with its places and weight."""
    standing, position = _standing(words.category, words.description, words.kana[: words.standing])
    own = {"title": words.title, "kana": words.kana[words.standing :], "body": words.body, "address": words.address}
    return f"{standing} {_entries(own, position)[0]}"


# What many documents share comes first, so that it stands in the same places in each.
@lru_cache(maxsize=2_000)
def _standing(category: tuple[str, ...], description: tuple[str, ...], kana: tuple[str, ...]) -> tuple[str, int]:
    return _entries({"category": category, "description": description, "kana": kana}, 1)


def _entries(fields: Mapping[str, Sequence[str]], position: int) -> tuple[str, int]:
    """The words of these fields from ``position`` on, and where the next field begins."""
    entries: list[str] = []
    for name, field in fields.items():
        entries += map(add, map(_quoted, field), _places(_LABELS[name], position, position + len(field)))
        position += len(field) + _GAP
    return " ".join(entries), position


# Most documents end before; to write each place out takes as long as the rest of the vector.
_FIRST_PLACES: Final = {label: [f":{at}{label}" for at in range(2_000)] for label in "ABCD"}


def _places(label: str, start: int, end: int) -> list[str]:
    places = _FIRST_PLACES[label][start:end]
    return [*places, *(f":{min(at, _LAST_POSITION)}{label}" for at in range(start + len(places), end))]


def query_expression(clauses: Sequence[Clause], joined_by: str = " | ") -> str:
    """A text search query, written out; every word is quoted, so that none can be an operator."""
    return joined_by.join(f"({' <-> '.join(_lexemes(clause))})" for clause in clauses)


def _lexemes(clause: Clause) -> Iterator[str]:
    # Titles and categories stand under A, the katakana pairs of readings under B; words are looked for under all.
    suffix = ("B" if clause.in_readings else "A" if clause.in_names else "") + ("*" if clause.is_prefix else "")
    return (f"{_quoted(word)}:{suffix}" if suffix else _quoted(word) for word in clause.words)


# The same words come again and again while many documents are written.
@lru_cache(maxsize=20_000)
def _quoted(word: str) -> str:
    escaped = word[:_LONGEST_WORD].replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
