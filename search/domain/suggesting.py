"""What may be meant while somebody still types: kinds of agency, needs, and titles of what strangers may see.

Whatever stands in the table of documents may be seen; nothing else is read of
things. Only beginnings are compared, so that an index of the database answers.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from portal.core.japanese import Token, tokens
from portal.core.kana import fold_width, read_aloud, to_katakana
from search.domain.analysis import as_reading
from search.domain.cutting import content_word
from search.domain.lexicons import current_lexicon
from search.domain.meaning import Lexicon
from search.models import LONGEST_BEGINNING, Document
from search.rules import cleaned

MOST: Final = 8
# So many kinds of agency and needs stand before documents, when there are documents.
MOST_OF_EACH: Final = 3
_LOOKED_AT: Final = 200
_ROWS: Final = 24
_KIND: Final = "kind"
_NEED: Final = "need"
# What an input method has not yet made into kana: かいg.
_UNFINISHED: Final = re.compile(r"(?<=[ぁ-ヺー一-鿿々])[a-z]{1,2}$")
_ENDING: Final = "接尾辞"
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words to choose. ``url`` is the page of a document, empty for words that are searched for.

    ``kind`` is ``kind``, ``need`` or the kind of the document.
    """

    text: str
    kind: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class _Beginning:
    """One way to begin typing a suggestion; the lower ``rank``, the nearer to what it is called."""

    typed: str
    rank: int
    suggestion: Suggestion


def suggestions(text: str, *, now: datetime) -> list[Suggestion]:
    """At most eight suggestions for what was typed so far, in at most three queries; ``now`` is aware."""
    typed = _UNFINISHED.sub("", fold_width(cleaned(text)).casefold())
    if not typed:
        return []
    heard = as_reading(typed) or _heard(typed)
    known = _beginning(_beginnings(current_lexicon()), {typed, heard} - {""})
    kinds = [one for one in known if one.kind == _KIND]
    needs = [one for one in known if one.kind == _NEED]
    documents = _documents(typed, heard, now)
    first = [*kinds[:MOST_OF_EACH], *needs[:MOST_OF_EACH]]
    rest = [*kinds[MOST_OF_EACH:], *needs[MOST_OF_EACH:]]
    return _distinct([*first, *documents, *rest])[:MOST]


def _documents(typed: str, heard: str, now: datetime) -> list[Suggestion]:
    rows = _rows("begins", typed, now)
    if heard and len(rows) < MOST:
        rows += _rows("sounds", heard, now)
    return [Suggestion(title, kind, url) for title, kind, url in rows]


def _rows(field: str, beginning: str, now: datetime) -> list[Any]:
    """Titles, kinds and addresses of what begins so and is not over."""
    beginning = beginning[:LONGEST_BEGINNING]
    standing = Document.objects.filter(Q(over_at=None) | Q(over_at__gt=now)).values_list("title", "kind", "url")
    if connection.vendor == "postgresql":
        # Its index knows beginnings but not their order: sorting all of them would cost more than finding some.
        return sorted(standing.filter(**{f"{field}__startswith": beginning})[:_LOOKED_AT])[:_ROWS]
    # SQLite's LIKE reads the whole table; from here to there it reads its index.
    within = {f"{field}__gte": beginning, f"{field}__lt": beginning + _LAST}
    return list(standing.filter(**within).order_by(field)[:_ROWS])


@lru_cache(maxsize=2)
def _beginnings(lexicon: Lexicon) -> list[_Beginning]:
    return sorted(_all_beginnings(lexicon), key=lambda beginning: beginning.typed)


def _all_beginnings(lexicon: Lexicon) -> Iterator[_Beginning]:
    same = {text: group for group in lexicon.knowledge.aliases for text in group}
    for door in lexicon.knowledge.kinds:
        suggestion = Suggestion(door.label, _KIND)
        yield from _ways_in(door.label, suggestion, rank=0)
        names = door.label, *door.aliases
        for alias in dict.fromkeys([*names, *(text for name in names for text in same.get(name, ()))]):
            yield from _ways_in(alias, suggestion, rank=2, at_words=False)
    for need in lexicon.knowledge.needs:
        yield from _ways_in(need.title, Suggestion(need.title, _NEED), rank=0)


def _ways_in(text: str, suggestion: Suggestion, *, rank: int, at_words: bool = True) -> Iterator[_Beginning]:
    """The text and its reading from the beginning, and from each of its words on."""
    folded = fold_width(text).casefold()
    cut = list(tokens(folded))
    for number, token in enumerate(cut):
        if number and not (at_words and _may_begin(token) and len(folded) - token.begin > 1):
            continue
        behind = rank + (1 if number else 0)
        heard = "".join(map(read_aloud, cut[number:]))
        for typed in {folded[token.begin :], to_katakana(heard)}:
            yield _Beginning(typed, behind, suggestion)


def _may_begin(token: Token) -> bool:
    return bool(content_word(token)) and token.part_of_speech != _ENDING


def _beginning(sorted_ways: list[_Beginning], typed: Iterable[str]) -> list[Suggestion]:
    found: list[_Beginning] = []
    for text in typed:
        start = bisect_left(sorted_ways, text, key=lambda way: way.typed)
        alike = (way for way in islice(sorted_ways, start, start + _LOOKED_AT))
        found += [way for way in alike if way.typed.startswith(text)]
    found.sort(key=lambda way: (way.rank, len(way.suggestion.text), way.suggestion.text))
    return _distinct(way.suggestion for way in found)


def _heard(typed: str) -> str:
    return to_katakana("".join(read_aloud(token) for token in tokens(typed)))


def _distinct(suggested: Iterable[Suggestion]) -> list[Suggestion]:
    """Each text once: of a class that is held every month, the first."""
    by_text: dict[str, Suggestion] = {}
    for suggestion in suggested:
        by_text.setdefault(suggestion.text, suggestion)
    return list(by_text.values())
