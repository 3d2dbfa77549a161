"""Where a page, an entry, an image or a document is used, before somebody takes it away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex

from home.domain.references import note_what_waits
from portal.core.models import User

SHOWN: Final = 50
# What leads to a thing without being a place where anybody reads of it.
NO_PLACES: Final = (Redirect,)
Key = tuple[int, str]


@dataclass(frozen=True)
class Use:
    """One page or entry that uses the thing, in these parts of it."""

    title: str
    url: str
    parts: tuple[str, ...]
    is_live: bool
    protects: bool


@dataclass(frozen=True)
class Uses:
    """Where a thing is used; ``others`` counts the places of which the one who asks may not know."""

    shown: tuple[Use, ...]
    others: int

    def __bool__(self) -> bool:
        return bool(self.shown or self.others)


def used_in(thing: models.Model, user: User) -> Uses:
    """The places where ``thing``, and for a page everything below it, is used; places inside of it do not count.

    What was saved a moment ago counts as well.
    """
    note_what_waits()
    references: dict[Key, list[ReferenceIndex]] = defaultdict(list)
    for reference in _references(thing):
        references[reference.base_content_type_id, reference.object_id].append(reference)
    sources, finder = _sources(references), AdminURLFinder(user)
    shown: list[Use] = []
    others = 0
    for key, found in references.items():
        source = sources.get(key)
        if source is None or isinstance(source, NO_PLACES):
            continue
        url = finder.get_edit_url(source) if len(shown) < SHOWN else None
        if url:
            shown.append(_use(source, url, found))
        else:
            others += 1
    return Uses(tuple(shown), others)


def _references(thing: models.Model) -> Iterable[ReferenceIndex]:
    if not isinstance(thing, Page):
        return ReferenceIndex.get_references_to(thing)
    pages = ContentType.objects.get_for_model(Page)
    subtree = [str(pk) for pk in thing.get_descendants(inclusive=True).values_list("pk", flat=True)]
    references = ReferenceIndex.objects.filter(to_content_type=pages, to_object_id__in=subtree)
    return references.exclude(base_content_type=pages, object_id__in=subtree).order_by("pk")


def _sources(keys: Iterable[Key]) -> dict[Key, Any]:
    """What stands behind the keys: one question for each table."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for table, number in keys:
        wanted[table].add(number)
    found: dict[Key, Any] = {}
    for table, numbers in wanted.items():
        model = ContentType.objects.get_for_id(table).model_class()
        for pk, source in (model._base_manager.in_bulk(numbers) if model else {}).items():
            found[table, str(pk)] = source
    return found


def _use(source: Any, url: str, references: Iterable[ReferenceIndex]) -> Use:
    kept = list(references)
    title = source.get_admin_display_title() if isinstance(source, Page) else str(source)
    return Use(
        title=title,
        url=url,
        parts=tuple(dict.fromkeys(str(reference.describe_source_field()) for reference in kept)),
        is_live=bool(getattr(source, "live", True)),
        protects=any(reference.on_delete == models.PROTECT for reference in kept),
    )
