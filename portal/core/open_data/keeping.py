"""What stood in the portal before a row of open data came, so that it can be shown and put back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import ReferenceIndex

from portal.core.open_data.profile import Kind, Profile


@dataclass(frozen=True)
class Snapshot:
    """One entry as it stands.

    ``values`` is what an import owns, as JSON holds it; ``shown`` the same in words by the label of the field;
    ``mark`` changes when somebody works on the entry in any other way.
    """

    pk: int
    title: str
    values: Mapping[str, Any]
    shown: Mapping[str, str]
    mark: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kept(self) -> dict[str, Any]:
        """What is kept for undoing."""
        return as_json({"values": self.values, "mark": self.mark})


class Keeper(Protocol):
    """Takes snapshots of what one profile writes, and puts them back. Lives inside one transaction."""

    def by_source(self, source_ids: Sequence[str]) -> dict[str, Snapshot]:
        """The entries that these rows speak of, by the key of the row."""

    def by_key(self, pks: Sequence[int]) -> dict[int, Snapshot]:
        """The entries with these numbers that are still there."""

    def put_back(self, pk: int, values: Mapping[str, Any]) -> None:
        """Let the entry say again what a snapshot says."""

    def remove(self, pk: int) -> None:
        """Take away what an import added."""

    def is_used(self, pk: int) -> bool:
        """Whether something else leans on the entry."""

    def finish(self) -> None:
        """Whatever is due once, such as the search index."""


_keepers: dict[Kind, Callable[[Profile], Keeper]] = {}


def register(kind: Kind, keeper: Callable[[Profile], Keeper]) -> None:
    """Let ``keeper(profile)`` look after what files of this kind write."""
    _keepers[kind] = keeper


def keeper_for(profile: Profile) -> Keeper:
    """The keeper of what files of this profile write."""
    return _keepers[profile.kind](profile)


def as_json(value: Any) -> Any:
    """``value`` as it comes back from a JSON column, so that both can be compared."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def changes(before: Snapshot | None, after: Snapshot | None) -> list[list[str]]:
    """Label, words before and words after of each field that differs."""
    old, new = before.shown if before else {}, after.shown if after else {}
    labels = dict.fromkeys((*new, *old))
    return [[name, old.get(name, ""), new.get(name, "")] for name in labels if old.get(name, "") != new.get(name, "")]


def in_words(one: models.Model, name: str) -> tuple[str, str]:
    """Label and value of a plain field, as staff read them."""
    meta: Any = one._meta.get_field(name)
    value = getattr(one, name)
    if isinstance(meta, models.BooleanField):
        return str(meta.verbose_name), "はい" if value else "いいえ"
    display = getattr(one, f"get_{name}_display", None)
    return str(meta.verbose_name), str(display() if display else "" if value is None else value)


def is_referred_to(thing: models.Model) -> bool:
    """Whether a page or entry names ``thing``; what stands inside of it does not count."""
    references = ReferenceIndex.get_references_to(thing)
    own = str(thing.pk)
    return any(
        reference.object_id != own or reference.base_content_type_id != reference.to_content_type_id
        for reference in references
    )
