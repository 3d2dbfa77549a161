"""What somebody looks at who confirms that nobody can be identified.

The rules find names, ages with a place, private contacts, house numbers and
pictures. They cannot find rare illnesses, jobs or families: a person must read.
"""

from typing import Any, Final

from portal.core.authoring.checker import check
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.reading import content_of
from portal.core.authoring.rule import Rule
from portal.core.authoring.rules import ages_with_places, faces, house_numbers, person_names, private_contacts

IDENTIFYING: Final[tuple[Rule, ...]] = (
    person_names.RULE,
    ages_with_places.RULE,
    private_contacts.RULE,
    house_numbers.RULE,
    faces.RULE,
)


def signs_in(thing: Any, knowledge: Knowledge) -> list[Finding]:
    """Where in ``thing`` somebody might be recognised, in reading order."""
    return check(content_of(thing), knowledge, IDENTIFYING)
