"""Which lexicon holds now: it is built again when staff have changed the knowledge."""

import threading
from typing import Final

from search.domain.knowledge import NO_TABLES, read, shipped, stamp
from search.domain.meaning import Lexicon

_cache: Final[list[Lexicon]] = []
_building: Final = threading.Lock()


def known_lexicon() -> Lexicon:
    """The knowledge as this process read it last, without a query.

    Whoever uses it asks afterwards whether its version still stands.
    """
    return _cache[0] if _cache and _cache[0].version != NO_TABLES else current_lexicon()


def current_lexicon() -> Lexicon:
    """The knowledge as staff have it now; one query as long as nothing has changed."""
    now = stamp()
    for lexicon in _cache:
        if lexicon.version == now:
            return lexicon
    with _building:
        lexicon = Lexicon.of(shipped() if now == NO_TABLES else read(), version=now)
        _cache[:] = [lexicon]
    return lexicon
