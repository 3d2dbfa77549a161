"""All that one question is answered with: documents, fitting kinds of agency, and what may have been meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from portal.core.doors import OpenNow, doors
from search.domain.engines import current_engine
from search.domain.engines.base import Found
from search.domain.lexicons import known_lexicon
from search.domain.spelling import correction, known_words
from search.domain.strip import FittingKind, strip
from search.rules import Question


@dataclass(frozen=True)
class Answer:
    """``question`` is what was searched for in the end.

    ``typed`` are the words as they were typed, where others took their place;
    ``meant`` are other words to offer.
    """

    question: Question
    found: Found
    kinds: Sequence[FittingKind]
    open_now: Mapping[str, OpenNow]
    typed: str = ""
    meant: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a document nor a kind of agency to show."""
        return not self.found.total and not self.kinds


def answer(question: Question, *, now: datetime) -> Answer:
    """Answer a question; ``now`` is aware. The kinds of agency stand on its first page alone."""
    found = current_engine().find(question, now=now)
    # As it stood when the question was answered.
    lexicon = known_lexicon()
    put_right = correction(question.text, known_words(lexicon)) if question.as_typed else None
    is_first = question.page == 1
    return Answer(
        replace(question, text=found.meant) if found.meant else question,
        found,
        kinds=strip(found.fits, lexicon, area=question.narrowing.area, now=now) if is_first else (),
        open_now=doors().open_now([document.key for document in found.documents], now=now),
        typed=question.text if found.meant else "",
        meant=put_right.text if put_right else "",
    )
