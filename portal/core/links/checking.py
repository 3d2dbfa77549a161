"""Asking for links whose time has come: a few in each pass, never two of one site."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from django.conf import settings
from django.db import transaction
from wagtail.models import Site

from portal.core.kana import romaji
from portal.core.links.answers import Answer, LinkAnswer, LinkState, Standing, after
from portal.core.links.asking import Asker
from portal.core.models import OutsideLink, PortalSettings, UpkeepSettings, User

AT_MOST: Final = 10
# Publishing on time waits behind this pass.
SECONDS: Final = 20.0
LEASE: Final = timedelta(hours=1)


def check_due(now: datetime, *, asker: Asker | None = None, at_most: int = AT_MOST) -> int:
    """Ask for up to ``at_most`` links, one of each site, so that the next pass is the pause; returns how many.

    A link is claimed before it is asked for: a second worker takes others, and
    one that is killed leaves it to be asked for again after an hour.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or not UpkeepSettings.for_site(site).links_checked:
        return 0
    asker = asker or Asker(user_agent=user_agent(PortalSettings.for_site(site).town_name))
    started, asked = monotonic(), 0
    for link in claimed(now, at_most):
        if monotonic() - started > SECONDS:
            OutsideLink.objects.filter(pk=link.pk).update(check_after=now)
            continue
        keep(link=link, answer=asker.ask(link.url), now=now)
        asked += 1
    return asked


def user_agent(town: str) -> str:
    """Who asks, and where to complain; header values hold no Japanese."""
    name = "".join(letter for letter in romaji(town) if letter.isascii()) or "town"
    return f"MarugotoLinkCheck/1.0 ({name}; +{settings.BASE_URL})"


@transaction.atomic
def claimed(now: datetime, at_most: int) -> list[OutsideLink]:
    """Links to ask for, one of each site; nobody else gets them for an hour."""
    waiting = OutsideLink.objects.to_check(now).select_for_update(of=("self",))
    chosen = list(_one_of_each_site(waiting[: at_most * 20], at_most))
    OutsideLink.objects.filter(pk__in=[link.pk for link in chosen]).update(check_after=now + LEASE)
    return chosen


def _one_of_each_site(links: Iterable[OutsideLink], at_most: int) -> Iterator[OutsideLink]:
    hosts: set[str] = set()
    for link in links:
        if link.host not in hosts and len(hosts) < at_most:
            hosts.add(link.host)
            yield link


@transaction.atomic
def keep(*, link: OutsideLink, answer: Answer, now: datetime) -> OutsideLink:
    """Write down what came of asking for ``link``, and when to ask again."""
    kept = OutsideLink.objects.select_for_update().get(pk=link.pk)
    before = Standing(LinkState(kept.state), kept.failures, kept.failed_days, kept.last_failed_on)
    standing = after(before, answer, now)
    kept.state, kept.failures, kept.failed_days = standing.state, standing.failures, standing.failed_days
    kept.last_failed_on, kept.check_after = standing.last_failed_on, standing.check_after
    kept.answer, kept.status, kept.checked_at = answer.kind, answer.status, now
    kept.save()
    if answer.kind == LinkAnswer.TOO_MANY and standing.check_after is not None:
        # The whole site wants to be left alone.
        others = OutsideLink.objects.to_check(standing.check_after).filter(host=kept.host)
        OutsideLink.objects.filter(pk__in=others.order_by().values("pk")).update(check_after=standing.check_after)
    return kept


class NoteMissing(Exception):
    """Raised when a link is left out of the checks and nobody says why."""


@transaction.atomic
def note_on(*, link: OutsideLink, by: User, note: str, is_exception: bool) -> OutsideLink:
    """Keep a note on ``link``; as an exception it is not checked and counts as working.

    Raises NoteMissing when an exception has no note.
    """
    if is_exception and not note.strip():
        raise NoteMissing
    kept = OutsideLink.objects.select_for_update().get(pk=link.pk)
    kept.note, kept.is_exception, kept.noted_by = note.strip(), is_exception, by
    kept.save()
    return kept


@transaction.atomic
def ask_again_soon(*, link: OutsideLink) -> None:
    """Let the next pass ask for ``link``."""
    OutsideLink.objects.filter(pk=link.pk).update(check_after=None)
