"""One text read by the checker: its facts and what was found."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from home.models import OverStop
from home.rules import unanswered_stops
from portal.core.authoring.checker import check
from portal.core.authoring.facts import Content, Place
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge, current_knowledge
from portal.core.authoring.naming import words_of
from portal.core.authoring.reading import content_of


@dataclass(frozen=True)
class Reading:
    """What a text says and what the rules find in it, in reading order."""

    text: Any
    content: Content
    findings: list[Finding]

    @property
    def stops(self) -> list[Finding]:
        """What keeps it off the site."""
        answered = OverStop.objects.keys_of(self.text) if self.text.pk else frozenset[str]()
        return unanswered_stops(self.findings, answered)

    def where(self, finding: Finding) -> str:
        """The place of ``finding`` as staff call it."""
        spot = finding.place.field, finding.place.block
        if spot not in self._names:
            self._names[spot] = words_of(self.text, finding.place)
        return self._names[spot]

    def around(self, finding: Finding, *, characters: int = 20) -> tuple[str, str, str]:
        """The words before the correction of ``finding``, those that it replaces, and those after."""
        correction = finding.correction
        words = self._words.get(correction.place, "") if correction is not None else ""
        if correction is None or not words:
            return "", "", ""
        start, end = correction.start, correction.end
        return words[max(0, start - characters) : start], words[start:end], words[end : end + characters]

    @cached_property
    def _words(self) -> dict[Place, str]:
        return {text.place: text.text for text in self.content.texts}

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        return {}


def read(text: Any, knowledge: Knowledge | None = None) -> Reading:
    """Check ``text`` as it stands in memory."""
    content = content_of(text)
    return Reading(text, content, check(content, knowledge or current_knowledge()))
