"""A new index in Elasticsearch, made beside the one in use."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from django.db import transaction

from portal.core.indexing import BATCH
from search.domain import outbox
from search.domain.engines.embedded import EmbeddedEngine
from search.domain.versioned_index import Change, VersionedIndex, send, site_index
from search.models import Document

# How often a node that is full is asked again before the rebuild gives up.
ATTEMPTS: Final = 8

Progress = Callable[[int], None]


class RebuildFailed(Exception):
    """Some documents were refused; the index in use stays as it is."""


def rebuild_elasticsearch(embedded: EmbeddedEngine, *, now: datetime, progress: Progress) -> int:
    """Make a new index from the documents of the database, take it into use, delete the old; return its size.

    ``progress`` hears how many documents are in after each batch. What changes
    meanwhile waits in the outbox and goes to both indices, so that neither
    misses it. Raises RebuildFailed, or what the client raises; then the half-made
    index is deleted and questions are answered as before.
    """
    return _replace(site_index(), _as_they_are(embedded), now=now, progress=progress, catch_up=_catch_up)


def fill_for_measuring(index: VersionedIndex, *, using: str, now: datetime) -> int:
    """Make an index from the documents of a database that nobody writes to meanwhile; return its size."""
    rows = Document.objects.using(using).after(0).iterator(chunk_size=BATCH)
    batches = ([Change(row.key, 1, row)] for row in rows)
    return _replace(index, batches, now=now, progress=_unheard, catch_up=lambda: None)


def _replace(
    index: VersionedIndex,
    batches: Iterable[list[Change]],
    *,
    now: datetime,
    progress: Progress,
    catch_up: Callable[[], None],
) -> int:
    name = index.begin(now)
    try:
        count = _fill(name, batches, progress)
        catch_up()
    except BaseException:
        index.discard([name])
        raise
    index.take_into_use(name)
    return count


def _unheard(count: int) -> None:
    """Nobody watches."""


def _catch_up() -> None:
    outbox.drain(pauses=outbox.PAUSES)


def _fill(name: str, batches: Iterable[list[Change]], progress: Progress) -> int:
    count = 0
    changes = (change for batch in batches for change in batch)
    for key, reason in send(changes, to=[name], attempts=ATTEMPTS):
        if reason:
            raise RebuildFailed(f"{key}: {reason}")
        count += 1
        if count % BATCH == 0:
            progress(count)
    progress(count)
    return count


def _as_they_are(embedded: EmbeddedEngine) -> Iterator[list[Change]]:
    after = 0
    while True:
        with transaction.atomic():
            # Under the lock, so that a change counts as later exactly when this reading has not seen it.
            embedded.lock()
            version = outbox.draw_version()
            rows = list(Document.objects.after(after)[:BATCH])
        if not rows:
            return
        after = rows[-1].pk
        yield [Change(row.key, version, row) for row in rows]
