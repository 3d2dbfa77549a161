"""Where in a text somebody might be recognised: shown to the second person, and kept with the decision."""

from dataclasses import asdict, dataclass

from portal.core.authoring.identifying import signs_in
from portal.core.authoring.knowledge import current_knowledge
from portal.core.authoring.naming import words_of
from portal.core.authoring.rules import BY_CODE
from portal.core.models import PortalPage


@dataclass(frozen=True)
class Sign:
    """``what`` kind of thing it is, ``where`` it stands as staff call the place, its ``words``, what to do."""

    what: str
    where: str
    words: str
    advice: str

    @property
    def kept(self) -> dict[str, str]:
        return asdict(self)


def signs_of(page: PortalPage) -> list[Sign]:
    """All places of ``page``, as it stands in memory, at which somebody might be recognised, in reading order."""
    return [
        Sign(str(BY_CODE[found.rule].title), words_of(page, found.place), found.excerpt, str(found.message))
        for found in signs_in(page, current_knowledge())
    ]
