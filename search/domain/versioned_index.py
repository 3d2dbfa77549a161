"""The index in Elasticsearch: versions of it behind one alias, and what goes into them.

Only words, codes and numbers of rows are sent. What a resident reads comes
from the portal's own database, whatever Elasticsearch answers.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

import urllib3
from django.conf import settings
from elastic_transport import Urllib3HttpNode
from elasticsearch import Elasticsearch, NotFoundError, dsl
from elasticsearch.helpers import streaming_bulk

from search.domain.analysis import words_of
from search.models import Document

# One bulk call: what a node of 512 MB takes without complaint.
BULK_DOCUMENTS: Final = 500
BULK_BYTES: Final = 5 * 1024 * 1024
# Seconds that work in the background grants.
PATIENT: Final = 30.0
SETTINGS: Final = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "1s",
    # How long a deletion is remembered against late writes.
    "gc_deletes": "10m",
}
# An index that has been deleted since, or a document that was never there.
_GONE: Final = 404
# Something at least as new is there already.
_OVERTAKEN: Final = 409


class Entry(dsl.Document):
    """What Elasticsearch knows of a document: its words, cut by our own analysis, and what the filters ask for."""

    row = dsl.Long(index=False)
    title = dsl.Text(analyzer="whitespace")
    kana = dsl.Text(analyzer="whitespace")
    category = dsl.Text(analyzer="whitespace")
    description = dsl.Text(analyzer="whitespace")
    body = dsl.Text(analyzer="whitespace")
    address = dsl.Text(analyzer="whitespace")
    kind = dsl.Keyword()
    areas = dsl.Keyword()
    topics = dsl.Keyword()
    agency_type = dsl.Keyword()
    over_at = dsl.Date()

    class Meta:
        dynamic = dsl.MetaField("strict")
        source = dsl.MetaField(enabled=False)


WORDED: Final = ("title", "kana", "category", "description", "body", "address")


class Change(NamedTuple):
    """What a document is to become: a row of the database, or nothing. A higher ``version`` wins, whenever it comes."""

    key: str
    version: int
    row: Document | None


class ImpatientNode(Urllib3HttpNode):
    """Gives up soon when nobody opens the door, however long an answer may take."""

    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, request_timeout: Any = None
    ) -> Any:
        timeout: Any = urllib3.Timeout(connect=settings.ELASTICSEARCH_CONNECT_MS / 1000, read=request_timeout)
        return super().perform_request(method, target, body, headers, timeout)


def client(*, seconds: float = PATIENT) -> Elasticsearch:
    """The connection of this process; each answer may take so many seconds."""
    own = _client(
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY, settings.ELASTICSEARCH_CA_FILE, os.getpid()
    )
    return own.options(request_timeout=seconds)


# By process: a connection must not be shared across a fork.
@lru_cache(maxsize=4)
def _client(url: str, api_key: str, ca_file: str, process: int) -> Elasticsearch:
    trusted: dict[str, Any] = {"ca_certs": ca_file} if ca_file else {}
    return Elasticsearch(
        url,
        api_key=api_key or None,
        **trusted,
        max_retries=0,
        retry_on_timeout=False,
        node_class=ImpatientNode,
    )


@dataclass(frozen=True)
class VersionedIndex:
    """Indices that are called ``<alias>-<time>``, one of which answers to the alias."""

    alias: str

    def versions(self, *, seconds: float = PATIENT) -> list[str]:
        """The indices there are: the one in use, and one that is being made."""
        return sorted(client(seconds=seconds).indices.get(index=f"{self.alias}-*", features="aliases").body)

    def in_use(self) -> list[str]:
        """The indices that answer questions: one, or none before the first was made."""
        try:
            return sorted(client().indices.get_alias(name=self.alias).body)
        except NotFoundError:
            return []

    def begin(self, now: datetime) -> str:
        """Make an empty index that answers no questions yet, and return its name."""
        name = f"{self.alias}-{now:%Y%m%d%H%M%S%f}"
        # Without this a late write would bring a deleted index back, with guessed fields.
        client().indices.put_index_template(
            name=self.alias, index_patterns=[f"{self.alias}-*"], priority=500, allow_auto_create=False
        )
        client().indices.create(index=name, mappings=Entry._doc_type.mapping.to_dict(), settings=SETTINGS)
        return name

    def take_into_use(self, name: str) -> None:
        """Let questions go to this index from now on, in one step, and delete all others."""
        client().indices.refresh(index=name)
        previous = [other for other in self.in_use() if other != name]
        client().indices.update_aliases(
            actions=[
                *({"remove": {"index": other, "alias": self.alias}} for other in previous),
                {"add": {"index": name, "alias": self.alias}},
            ]
        )
        self.discard([other for other in self.versions() if other != name])

    def discard(self, names: Sequence[str]) -> None:
        """Delete these indices; one that is not there is no error."""
        if names:
            client().indices.delete(index=list(names), ignore_unavailable=True)

    def forget(self) -> None:
        """Delete everything, and what was said about future indices."""
        self.discard(self.versions())
        client().options(ignore_status=404).indices.delete_index_template(name=self.alias)

    def refresh(self) -> None:
        """Let what has been written be found now, not within a second."""
        client().indices.refresh(index=self.alias)

    def search(self, body: Mapping[str, Any], *, seconds: float) -> dict[str, Any]:
        """Ask the index in use; only what ranking needs comes back."""
        return (
            client(seconds=seconds)
            .search(index=self.alias, filter_path="timed_out,_shards.failed,hits.hits.fields", **body)
            .body
        )


def site_index() -> VersionedIndex:
    """The one that the public search asks."""
    return VersionedIndex(f"{settings.ELASTICSEARCH_INDEX_PREFIX}-documents")


def send(
    changes: Iterable[Change], *, to: Sequence[str], seconds: float = PATIENT, attempts: int = 1, refresh: bool = False
) -> Iterator[tuple[str, str]]:
    """Write changes to these indices; yield each key with "" when it is safe there, else with the reason why not.

    Bulk calls are bounded in documents and bytes. A node that is full (429) is
    asked again after growing waits, ``attempts`` times in all. With ``refresh``
    what is safe can be found at once, else within a second. Raises what the
    client raises when nobody answers.
    """
    actions = (_action(change, name) for change in changes for name in to)
    outcomes = streaming_bulk(
        client(seconds=seconds),
        actions,
        chunk_size=BULK_DOCUMENTS,
        max_chunk_bytes=BULK_BYTES,
        raise_on_error=False,
        refresh=refresh,
        max_retries=attempts - 1,
        initial_backoff=0.5,
        max_backoff=30,
    )
    for _ok, outcome in outcomes:
        (item,) = outcome.values()
        yield item["_id"], _refusal(item)


def _refusal(item: Mapping[str, Any]) -> str:
    status = item["status"]
    if status < 300 or status in (_GONE, _OVERTAKEN):
        return ""
    error = item.get("error")
    # Only the kind of error: its reason may quote the text.
    return f"{status} {error.get('type', '') if isinstance(error, dict) else ''}".strip()


def _action(change: Change, name: str) -> dict[str, Any]:
    meta = {"_index": name, "_id": change.key, "version": change.version, "version_type": "external"}
    if change.row is None:
        return {**meta, "_op_type": "delete"}
    return {**meta, "_op_type": "index", "_source": entry_of(change.row)}


def entry_of(row: Document) -> dict[str, Any]:
    """What is sent of a document."""
    (words,) = words_of([row.as_search_document()])
    return {
        "row": row.pk,
        **{field: " ".join(getattr(words, field)) for field in WORDED},
        "kind": row.kind,
        "areas": row.areas.split(),
        "topics": row.topics.split(),
        "agency_type": row.agency_type,
        "over_at": row.over_at,
    }
