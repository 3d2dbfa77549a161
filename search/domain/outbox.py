"""What Elasticsearch has still to be told.

A key enters in the same transaction as the change, and leaves only when
Elasticsearch has said that the change is safe: an outage or a crash in between
loses nothing, and telling twice is harmless. Only the key waits here; what it
stands for is read when it is told, so the last word is always the database's.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from elasticsearch import ApiError, TransportError

from search.domain.versioned_index import PATIENT, Change, send, site_index
from search.models import Document, Waiting

logger = logging.getLogger("search.elasticsearch")

BATCH: Final = 500
# What the worker waits between attempts, in seconds, before it leaves the rest to the next pass.
PAUSES: Final = (0.5, 1.0, 2.0)
# And how long one attempt may take: other work is due too.
AN_ATTEMPT: Final = 10.0
LONG_WAIT: Final = timedelta(minutes=5)


@transaction.atomic
def enqueue(keys: Sequence[str], *, now: datetime) -> None:
    """Note that the documents with these keys have changed or gone.

    The place in the queue is the version that Elasticsearch is given: a key
    that changes again goes to the end. Call it under the lock of the index, so
    that places are given in the order in which transactions end.
    """
    Waiting.objects.keyed(keys).delete()
    Waiting.objects.bulk_create([Waiting(key=key, since=now) for key in dict.fromkeys(keys)])


@transaction.atomic
def draw_version() -> int:
    """A version above all that were given and below all that will be. Call it under the lock of the index."""
    version = Waiting.objects.create(key="", since=timezone.now()).pk
    Waiting.objects.numbered([version]).delete()
    return version


def drain(*, pauses: Sequence[float] = (), seconds: float = PATIENT, at_most: int | None = None) -> int:
    """Tell Elasticsearch what waits, the oldest first; return how much it has acknowledged.

    What it refuses stays and is tried again the next time, and does not hold up
    what stands behind it. Each call may take so many ``seconds``; after a failed
    one it waits for the next of the ``pauses`` (seconds). Raises ApiError or
    TransportError when none is left, with everything unacknowledged still waiting.
    """
    told, after = 0, 0
    while entries := list(Waiting.objects.after(after)[: min(BATCH, at_most or BATCH)]):
        after = entries[-1].pk
        acknowledged = _tell_patiently(entries, pauses, seconds)
        if acknowledged is None:
            break
        Waiting.objects.numbered(acknowledged).delete()
        told += len(acknowledged)
        if at_most is not None and told >= at_most:
            break
    return told


def drain_due(now: datetime) -> int:
    """What the worker does by the clock. An outage is told to the operator, not raised."""
    if not settings.ELASTICSEARCH_URL:
        return 0
    try:
        return drain(pauses=PAUSES, seconds=AN_ATTEMPT)
    except (ApiError, TransportError) as error:
        oldest = Waiting.objects.oldest()
        if oldest is not None and now - oldest.since > LONG_WAIT:
            logger.warning(
                "Elasticsearch has been away (%s); %d documents wait, the first since %s.",
                type(error).__name__,
                Waiting.objects.count(),
                oldest.since.isoformat(),
            )
        return 0


def _tell_patiently(entries: Sequence[Waiting], pauses: Sequence[float], seconds: float) -> list[int] | None:
    for pause in pauses:
        try:
            return _tell(entries, seconds)
        except (ApiError, TransportError):
            time.sleep(pause)
    return _tell(entries, seconds)


def _tell(entries: Sequence[Waiting], seconds: float) -> list[int] | None:
    """The numbers of those that were acknowledged; None while there is no index to tell."""
    # Asked for after the entries were read: an index that is begun later reads what they stand for itself.
    targets = site_index().versions(seconds=seconds)
    if not targets:
        return None
    rows = Document.objects.by_key([entry.key for entry in entries])
    changes = [Change(entry.key, entry.pk, rows.get(entry.key)) for entry in entries]
    # What leaves the outbox must be found from then on.
    refused = set(_refused(send(changes, to=targets, seconds=seconds, refresh=True)))
    return [entry.pk for entry in entries if entry.key not in refused]


def _refused(outcomes: Iterable[tuple[str, str]]) -> Iterator[str]:
    for key, reason in outcomes:
        if reason:
            logger.error("Elasticsearch refuses %s: %s", key, reason)
            yield key
