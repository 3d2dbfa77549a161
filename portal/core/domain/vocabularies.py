"""Vocabularies are data: each of their models names the file that holds its entries."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.db import models, transaction

from portal.core.models import Vocabulary

_others: list[Callable[[], int]] = []


def also_load(load: Callable[[], int]) -> None:
    """Let ``load`` run after the vocabularies; it returns how many entries it added. Called in ``ready()``."""
    if load not in _others:
        _others.append(load)


@transaction.atomic
def load_shipped_vocabularies() -> int:
    """Add the entries that are missing; those that exist are left as staff made them.

    Reads ``<app>/vocabularies/<shipped_in>.toml``: one array of tables whose
    keys are the model's fields. A foreign key is given by the code of its
    target, a text of several lines by a list. Then comes what the features
    have put down with ``also_load``.
    Returns how many entries were added.
    """
    added = sum(_add_missing(model, entry) for model, path in shipped_files() for entry in _entries(path))
    return added + sum(load() for load in _others)


def shipped_files() -> Iterator[tuple[type[Vocabulary], Path]]:
    """Each vocabulary with its file, the targets of foreign keys first."""
    vocabularies = [model for model in apps.get_models() if issubclass(model, Vocabulary) and model.shipped_in]
    for model in sorted(vocabularies, key=lambda model: len(_foreign_keys(model))):
        app = model._meta.app_config
        if app is not None:
            yield model, Path(app.path) / "vocabularies" / f"{model.shipped_in}.toml"


def _entries(path: Path) -> list[dict[str, Any]]:
    (entries,) = tomllib.loads(path.read_text(encoding="utf-8")).values()
    return cast("list[dict[str, Any]]", entries)


def _foreign_keys(model: type[models.Model]) -> dict[str, type[Vocabulary]]:
    return {
        field.name: cast("type[Vocabulary]", field.related_model)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
    }


def _as_stored(value: Any, *, target: type[Vocabulary] | None) -> Any:
    if target is not None:
        return target.objects.get(code=value) if value else None
    return "\n".join(value) if isinstance(value, list) else value


def _add_missing(model: type[Vocabulary], entry: dict[str, Any]) -> int:
    targets = _foreign_keys(model)
    values = {name: _as_stored(value, target=targets.get(name)) for name, value in entry.items() if name != "code"}
    return int(model.objects.get_or_create(code=entry["code"], defaults=values)[1])
