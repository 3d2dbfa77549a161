"""One text read by the checker: its facts and what was found."""

from dataclasses import dataclass
from typing import Any

from home.models import OverStop
from home.rules import unanswered_stops
from portal.core.authoring.checker import check
from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge, current_knowledge
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

    def around(self, finding: Finding, *, characters: int = 20) -> tuple[str, str, str]:
        """The words before the correction of ``finding``, those that it replaces, and those after."""
        correction = finding.correction
        words = next((text.text for text in self.content.texts if correction and text.place == correction.place), "")
        if correction is None or not words:
            return "", "", ""
        start, end = correction.start, correction.end
        return words[max(0, start - characters) : start], words[start:end], words[end : end + characters]


def read(text: Any, knowledge: Knowledge | None = None) -> Reading:
    """Check ``text`` as it stands in memory."""
    content = content_of(text)
    return Reading(text, content, check(content, knowledge or current_knowledge()))
