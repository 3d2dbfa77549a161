"""What a thing must say of itself to be found.

Each feature registers its things here in ``ready()``; the search feature
attaches its index. Neither knows the other. ``visible()`` of a registration is
the only word on what strangers may see: whatever it does not return leaves the
index, or never enters it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any, Final, Protocol

from django.db import models, transaction

BATCH: Final = 1_000


@dataclass(frozen=True)
class SearchDocument:
    """The public facts of one thing, as search sees it. Times are aware; codes are vocabulary codes."""

    key: str
    kind: str
    title: str
    url: str
    kana: str = ""
    category: str = ""
    description: str = ""
    body: str = ""
    address: str = ""
    phone: str = ""
    areas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    spans: tuple[tuple[datetime, datetime], ...] = ()
    updated_at: datetime | None = None
    # What an agency is, by the code of its type; "" for everything that is no agency.
    agency_type: str = ""


class Index(Protocol):
    """Where documents go. The search feature attaches one."""

    def lock(self) -> None:
        """Make other writers wait until the running transaction ends."""

    def write(self, documents: Sequence[SearchDocument]) -> None:
        """Add the documents, or replace those with the same key, within the running transaction."""

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the documents; a key that is not there is no error."""

    def keys(self) -> Iterable[str]:
        """The keys of all documents that are there."""

    def settle(self) -> dict[str, int]:
        """Tidy up after much has been written; return how many documents are there, by kind."""


@dataclass(frozen=True)
class Searchable:
    """One registered model."""

    model: type[models.Model]
    kinds: tuple[tuple[str, Any], ...]
    visible: Callable[[], models.QuerySet[Any]]
    document: Callable[[Any], SearchDocument]

    def documents(self, pks: Sequence[Any]) -> list[SearchDocument]:
        """Documents of those of these things that strangers may see now."""
        return [self._checked(instance) for instance in self.visible().filter(pk__in=pks)]

    def _checked(self, instance: models.Model) -> SearchDocument:
        document, key = self.document(instance), key_of(self.model, instance.pk)
        # A document under another key could never be removed again.
        if document.key != key:
            raise ValueError(f"The search document of {key} calls itself {document.key}.")
        return document


class Registry:
    """The searchable models, and the index that follows them."""

    def __init__(self) -> None:
        self._searchables: dict[type[models.Model], Searchable] = {}
        self._index: Index | None = None

    def register(
        self,
        model: type[models.Model],
        *,
        kinds: Iterable[tuple[str, Any]],
        visible: Callable[[], models.QuerySet[Any]],
        document: Callable[[Any], SearchDocument],
    ) -> None:
        """Make ``model`` searchable. ``kinds`` are the kinds its documents may have, with the label residents read."""
        self._searchables[model] = Searchable(model, tuple(kinds), visible, document)

    def forget(self, model: type[models.Model]) -> None:
        """Take ``model`` out of the registry; its documents stay until the next rebuild."""
        self._searchables.pop(model, None)

    def attach(self, index: Index) -> None:
        """Let ``index`` follow all changes from now on."""
        self._index = index

    @property
    def index(self) -> Index | None:
        return self._index

    @property
    def searchables(self) -> tuple[Searchable, ...]:
        return tuple(self._searchables.values())

    @property
    def kinds(self) -> dict[str, Any]:
        """Labels by kind, in the order of registration."""
        return {code: label for searchable in self.searchables for code, label in searchable.kinds}

    def of(self, model: type[models.Model]) -> Searchable | None:
        """Return what was registered for ``model``, or for the model that it is a proxy of."""
        return self._searchables.get(model) or self._searchables.get(model._meta.concrete_model or model)


registry = Registry()
_paused: ContextVar[bool] = ContextVar("indexing_paused", default=False)


def key_of(model: type[models.Model], pk: Any) -> str:
    """Return the key of a document, such as ``events.eventpage:12``."""
    return f"{model._meta.label_lower}:{pk}"


def changed(instance: models.Model) -> None:
    """Read ``instance`` again as a stranger would see it, and write or remove its document."""
    changed_many(type(instance), [instance.pk])


def changed_many(model: type[models.Model], pks: Iterable[Any]) -> None:
    """Do what ``changed`` does for many things of one model. A model that nobody registered is passed over.

    Call it late in a long transaction: other writers of the index wait from here to its end.
    """
    searchable, index = registry.of(model), registry.index
    if searchable is None or index is None or _paused.get():
        return
    for batch in _batches(pks):
        _follow(searchable, index, batch)


@transaction.atomic
def removed(model: type[models.Model], pk: Any) -> None:
    """Forget the document of something that is gone."""
    searchable, index = registry.of(model), registry.index
    if searchable is not None and index is not None and not _paused.get():
        index.lock()
        index.remove([key_of(searchable.model, pk)])


def rebuild(index: Index | None = None) -> dict[str, int]:
    """Write every document anew and drop what must not be there; return counts by kind.

    The index is the one attached, unless another is given. The work goes batch
    by batch, each read and written under the lock: search is never empty
    meanwhile, and nothing hidden during the work slips back in.
    """
    index = index or registry.index
    if index is None:
        return {}
    written: set[str] = set()
    for searchable in registry.searchables:
        for batch in _batches(searchable.visible().order_by("pk").values_list("pk", flat=True)):
            _follow(searchable, index, batch)
            written.update(key_of(searchable.model, pk) for pk in batch)
    for stale in _batches(key for key in list(index.keys()) if key not in written):
        _look_again(index, stale)
    return index.settle()


@contextmanager
def rebuilt_afterwards() -> Iterator[None]:
    """Pass over single changes inside the block and rebuild once at its end: for loading very much at once.

    When the block fails nothing is rebuilt: roll its writes back with it.
    """
    token = _paused.set(True)
    try:
        yield
    finally:
        _paused.reset(token)
    rebuild()


@transaction.atomic
def _follow(searchable: Searchable, index: Index, pks: Sequence[Any]) -> None:
    # Locked before reading: otherwise what is hidden between reading and writing would stay to be found.
    index.lock()
    documents = searchable.documents(pks)
    found = {document.key for document in documents}
    index.remove([key for pk in pks if (key := key_of(searchable.model, pk)) not in found])
    index.write(documents)


def _look_again(index: Index, keys: Sequence[str]) -> None:
    by_label = {searchable.model._meta.label_lower: searchable for searchable in registry.searchables}
    unknown: list[str] = []
    for label, group in groupby(sorted(keys), key=lambda key: key.partition(":")[0]):
        if label in by_label:
            _follow(by_label[label], index, [key.partition(":")[2] for key in group])
        else:
            unknown.extend(group)
    index.remove(unknown)


def _batches(things: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(things)
    while batch := list(islice(remaining, BATCH)):
        yield batch
