"""Pure rules of the front."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha1

from portal.core.authoring.findings import Finding, Level

GRAVEST_FIRST = (Level.STOP, Level.WARNING, Level.HINT)


def key_of(finding: Finding) -> str:
    """What makes two findings of a text the same, although lines were added above them meanwhile."""
    place = finding.place
    said = "\n".join((finding.rule, place.field, place.block, finding.excerpt))
    return sha1(said.encode(), usedforsecurity=False).hexdigest()


def unanswered_stops(findings: Iterable[Finding], answered: frozenset[str]) -> list[Finding]:
    """The findings that keep a text off the site: stops for which nobody has answered."""
    return [finding for finding in findings if finding.level == Level.STOP and key_of(finding) not in answered]


def digest_of(findings: Iterable[Finding]) -> str:
    """Tells whether somebody answers for the very findings that they were shown."""
    keys = "\n".join(sorted({key_of(finding) for finding in findings}))
    return sha1(keys.encode(), usedforsecurity=False).hexdigest()


def counted(levels: Iterable[str]) -> list[tuple[Level, int]]:
    """How many of each level, the gravest first; levels without any are left out."""
    counts = Counter(levels)
    return [(level, counts[level]) for level in GRAVEST_FIRST if counts[level]]
