"""Some agencies of each kind, as this process read them last: every question about a worry looks at the same ones.

They hold for one state of the index; each write draws another number for it, and the question that comes upon another
number than it counted on is asked anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from search.rules import Candidate

# A state that nobody has numbered: nothing is kept of it.
UNKNOWN: Final = 0


class Some(NamedTuple):
    """Some documents of one kind, and how many there are, counted up to a limit."""

    number: int = 0
    documents: tuple[Candidate, ...] = ()


@dataclass(frozen=True)
class KnownKinds:
    """By code, in the state ``version`` of the index."""

    version: int = UNKNOWN
    some: dict[str, Some] = field(default_factory=dict)


# By database.
_known: Final[dict[str, KnownKinds]] = {}


def known_kinds(using: str) -> KnownKinds:
    """What is known of the index in this database."""
    return _known.get(using) or KnownKinds()


def keep(using: str, version: int, told: dict[str, Some], *, lasting: Iterable[str]) -> None:
    """Remember ``lasting`` kinds of what was ``told`` in the state ``version``, in place of any other state."""
    if version == UNKNOWN:
        return
    known = _known.get(using)
    if known is None or known.version != version:
        known = _known[using] = KnownKinds(version)
    known.some.update({code: told[code] for code in lasting})


def read(codes: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[dict[str, Some], set[str]]:
    """Rows as ``some_of_each_kind`` asks for them, by code, and which kinds do not change by themselves in time."""
    told: dict[str, Some] = dict.fromkeys(codes, Some())
    lasting = set(codes)
    for number, lasts, *document in rows:
        candidate = Candidate._make(document)
        told[candidate.agency_type] = Some(number, (*told[candidate.agency_type].documents, candidate))
        if not lasts:
            lasting.discard(candidate.agency_type)
    return told, lasting
