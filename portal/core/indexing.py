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
from itertools import islice
from typing import Any, Final, Protocol

from django.db import models, transaction

BATCH: Final = 500


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


class Index(Protocol):
    """Where documents go. The search feature attaches one."""

    def write(self, documents: Sequence[SearchDocument]) -> None:
        """Add the documents, or replace those with the same key, within the running transaction."""

    def remove(self, keys: Sequence[str]) -> None:
        """Forget the documents; a key that is not there is no error."""

    def replace_all(self, documents: Iterable[SearchDocument]) -> dict[str, int]:
        """Hold exactly these documents, without a moment in which search is empty; return counts by kind."""


@dataclass(frozen=True)
class Searchable:
    """One registered model."""

    model: type[models.Model]
    kinds: tuple[tuple[str, Any], ...]
    visible: Callable[[], models.QuerySet[Any]]
    document: Callable[[Any], SearchDocument]

    def documents(self, pks: Iterable[Any] | None = None) -> Iterator[SearchDocument]:
        """Documents of what strangers may see now, of all things or of those with these primary keys."""
        visible = self.visible() if pks is None else self.visible().filter(pk__in=list(pks))
        for instance in visible.order_by("pk").iterator(chunk_size=BATCH):
            yield self._checked(self.document(instance), key_of(self.model, instance.pk))

    @staticmethod
    def _checked(document: SearchDocument, key: str) -> SearchDocument:
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


@transaction.atomic
def changed_many(model: type[models.Model], pks: Iterable[Any]) -> None:
    """Do what ``changed`` does for many things of one model. A model that nobody registered is passed over."""
    searchable, index = registry.of(model), registry.index
    if searchable is None or index is None or _paused.get():
        return
    for batch in _batches(pks):
        documents = list(searchable.documents(batch))
        found = {document.key for document in documents}
        index.remove([key for pk in batch if (key := key_of(searchable.model, pk)) not in found])
        index.write(documents)


def removed(model: type[models.Model], pk: Any) -> None:
    """Forget the document of something that is gone."""
    searchable, index = registry.of(model), registry.index
    if searchable is not None and index is not None and not _paused.get():
        index.remove([key_of(searchable.model, pk)])


def all_documents() -> Iterator[SearchDocument]:
    """Every document that strangers may find now."""
    for searchable in registry.searchables:
        yield from searchable.documents()


def rebuild() -> dict[str, int]:
    """Write the whole index anew, without a moment in which search is empty; return counts by kind."""
    return registry.index.replace_all(all_documents()) if registry.index else {}


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


def _batches(pks: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(pks)
    while batch := list(islice(remaining, BATCH)):
        yield batch
