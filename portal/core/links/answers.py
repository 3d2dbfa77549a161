"""What a check of a link found, in words, and what follows from it. Pure rules."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.core.calendar import today_in_town

# A site may be mended over a long weekend: three days of failure, not three failures.
BROKEN_AFTER_DAYS: Final = 3
WORKS_FOR: Final = timedelta(days=7)
FIRST_RETRY: Final = timedelta(hours=6)
LONGEST_RETRY: Final = timedelta(days=7)
LONGEST_WAIT: Final = timedelta(days=2)


class LinkState(models.TextChoices):
    """What is known of a link."""

    UNCHECKED = "unchecked", pgettext_lazy("link", "Not checked yet")
    WORKS = "works", pgettext_lazy("link", "Works")
    FAILING = "failing", pgettext_lazy("link", "Failed; will be checked again")
    BROKEN = "broken", pgettext_lazy("link", "Broken")


class LinkAnswer(models.TextChoices):
    """What came of asking for an address."""

    FOUND = "found", pgettext_lazy("link", "Found")
    GONE = "gone", pgettext_lazy("link", "Not found")
    REFUSED = "refused", pgettext_lazy("link", "The other side refuses to show it")
    FAULT = "fault", pgettext_lazy("link", "The other side has a fault")
    TOO_MANY = "too_many", pgettext_lazy("link", "The other side asks to wait")
    NO_HOST = "no_host", pgettext_lazy("link", "There is no such site")
    NO_ANSWER = "no_answer", pgettext_lazy("link", "No answer")
    NO_TRUST = "no_trust", pgettext_lazy("link", "The certificate is not valid")
    IN_CIRCLES = "in_circles", pgettext_lazy("link", "It leads in circles")
    PRIVATE = "private", pgettext_lazy("link", "The address is not on the public internet")
    NOT_AN_ADDRESS = "not_an_address", pgettext_lazy("link", "This is no address of a web page")

    @classmethod
    def not_a_fault(cls) -> "tuple[LinkAnswer, ...]":
        """A site that keeps robots out may be quite well for people."""
        return cls.FOUND, cls.REFUSED, cls.TOO_MANY


@dataclass(frozen=True)
class Answer:
    """The result of one check. ``wait`` is how long the other side asked us to stay away."""

    kind: LinkAnswer
    status: int | None = None
    wait: timedelta | None = None
    moved_to: str = ""

    @property
    def is_fault(self) -> bool:
        return self.kind not in LinkAnswer.not_a_fault()


@dataclass(frozen=True)
class Standing:
    """What is known of a link: how often it failed without a break, and on how many days."""

    state: LinkState = LinkState.UNCHECKED
    failures: int = 0
    failed_days: int = 0
    last_failed_on: date | None = None
    check_after: datetime | None = None


def answer_of_status(status: int) -> LinkAnswer:
    """What a status code of HTTP means for somebody who follows the link."""
    if status < 400:
        return LinkAnswer.FOUND
    if status in (404, 410):
        return LinkAnswer.GONE
    if status == 429:
        return LinkAnswer.TOO_MANY
    return LinkAnswer.REFUSED if status < 500 else LinkAnswer.FAULT


def after(standing: Standing, answer: Answer, now: datetime) -> Standing:
    """What is known after ``answer`` came at ``now``, and when to ask again.

    A link is broken once it failed on three different days without ever
    working between them. Pauses grow twofold from six hours to a week.
    """
    if answer.kind == LinkAnswer.TOO_MANY:
        wait = min(answer.wait or FIRST_RETRY, LONGEST_WAIT)
        return Standing(standing.state, standing.failures, standing.failed_days, standing.last_failed_on, now + wait)
    if not answer.is_fault:
        return Standing(LinkState.WORKS, check_after=now + WORKS_FOR)
    today, failures = today_in_town(now), standing.failures + 1
    days = standing.failed_days + (standing.last_failed_on != today)
    state = LinkState.BROKEN if days >= BROKEN_AFTER_DAYS else LinkState.FAILING
    pause = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LONGEST_RETRY)
    if answer.wait:
        pause = max(pause, min(answer.wait, LONGEST_WAIT))
    return Standing(state, failures, days, today, now + pause)


def in_words(answer: str, status: int | None) -> str:
    """「見つかりません（404）」."""
    if not answer:
        return str(LinkState.UNCHECKED.label)
    words = LinkAnswer(answer).label
    if status is None or status < 400:
        return str(words)
    return _("%(words)s (%(status)s)") % {"words": words, "status": status}


NO_NOTE: Final = gettext_lazy("Say in the note why this link is not checked.")
