"""What a reorganisation would change: every page, draft, account and mention, before anything is changed."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from home.domain.reorganisation.contents import (
    LISTINGS,
    Drafts,
    RowsNaming,
    content_of_row,
    rows_with_words,
    text_fields,
    text_owners,
    texts_of_revision,
    title_of,
    with_rows,
)
from home.domain.reorganisation.words import Hit, Names, Path
from home.domain.reviews import page_types
from home.models import Route
from portal.core.models import PortalSettings, Reorganisation, Section, User


class WhyNotReorganised(models.TextChoices):
    """Why sections do not change, in words that staff read."""

    NO_SECTION = "no_section", _("Choose the sections that change.")
    NO_NAME = "no_name", _("Write the new name.")
    SAME_NAME = "same_name", _("This section has this name already.")
    CLOSED = "closed", _("One of the sections no longer exists.")
    NAME_TAKEN = "name_taken", _("Another section has this name. Choose both to merge them.")


@dataclass(frozen=True)
class Change:
    """One value of one row: what stands there, and what will."""

    model: str
    pk: Any
    field: str
    before: Any
    after: Any

    def as_dict(self) -> dict[str, Any]:
        return {"model": self.model, "pk": self.pk, "field": self.field, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class Mention:
    """An old name in a text, with a tick."""

    key: str
    thing: Any
    title: str
    part: str
    hit: Hit
    is_ticked: bool


@dataclass
class Plan:
    """Everything that would change. ``into`` is the section that goes on; it may be new and not saved yet."""

    closing: list[Section]
    into: Section
    pages: list[Any] = field(default_factory=list)
    accounts: list[User] = field(default_factory=list)
    route: Route | None = None
    mentions: dict[str, Mention] = field(default_factory=dict)
    drafts: int = 0


def refusal(closing: Sequence[Section], new_name: str) -> WhyNotReorganised | None:
    """Why these sections cannot become ``new_name``, or nothing; it draws the form, too."""
    if not closing:
        return WhyNotReorganised.NO_SECTION
    if not new_name.strip():
        return WhyNotReorganised.NO_NAME
    if any(section.is_closed for section in closing):
        return WhyNotReorganised.CLOSED
    if [section.name for section in closing] == [new_name]:
        return WhyNotReorganised.SAME_NAME
    taken = Section.objects.filter(name=new_name, is_closed=False).exclude(pk__in=[one.pk for one in closing])
    return WhyNotReorganised.NAME_TAKEN if taken.exists() else None


def names_of(closing: Iterable[Section], new_name: str) -> Names:
    """The old names, and the others of the town that they must not be taken for."""
    old = [section.name for section in closing]
    town = PortalSettings.objects.first()
    others = Section.objects.values_list("name", flat=True)
    # A section that keeps its name in a merger is no old name.
    return Names(
        [name for name in old if name != new_name], new_name, others=others, town=town.town_name if town else ""
    )


def plan(closing: Sequence[Section], new_name: str) -> Plan:
    """All that would change if ``closing`` became ``new_name``; nothing is written."""
    made = Plan(list(closing), section_that_goes_on(closing, new_name) or Section(name=new_name))
    moved = {section.pk for section in closing} - {made.into.pk}
    for model in page_types():
        made.pages += model._default_manager.filter(section__in=closing).order_by("title").select_related("section")
    made.accounts = list(User.objects.filter(section__in=closing).order_by("last_name", "pk"))
    made.route = route_that_moves(closing, made.into)
    names = names_of(closing, new_name)
    rows = RowsNaming(names.old)
    for thing, revisions in with_drafts():
        made.drafts += sum(revision.content.get("section") in moved for revision in revisions)
        for key, mention in _mentions_of(thing, revisions, names, rows):
            made.mentions.setdefault(key, mention)
    return made


def section_that_goes_on(closing: Sequence[Section], new_name: str) -> Section | None:
    """The one section that is renamed, or the one whose name the others take; nothing if a new one is made."""
    return closing[0] if len(closing) == 1 else next((one for one in closing if one.name == new_name), None)


def route_that_moves(closing: Sequence[Section], into: Section) -> Route | None:
    """The route of approval that ``into`` takes over: the first of those that are closed, if it has none of its own."""
    sections = [section.pk for section in (*closing, into) if section.pk]
    routes = {route.section_id: route for route in Route.objects.filter(section__in=sections)}
    if into.pk in routes:
        return None
    return next((routes[section.pk] for section in closing if section.pk in routes), None)


def with_drafts() -> Iterator[tuple[Any, list[Revision]]]:
    """Every page and entry with its living drafts."""
    drafts = Drafts()
    kinds: tuple[Any, ...] = (*page_types(), *LISTINGS)
    for model in kinds:
        things = model._default_manager.order_by("pk").iterator(chunk_size=200)
        while batch := list(islice(things, 200)):
            yield from drafts.of(batch)


def names_are_followed_in(thing: Any) -> bool:
    """Whether the texts of ``thing`` take new names; minutes keep those of their day."""
    return isinstance(thing, text_owners())


def _mentions_of(
    thing: Any, revisions: Iterable[Revision], names: Names, rows: RowsNaming
) -> Iterator[tuple[str, Mention]]:
    if not names_are_followed_in(thing):
        return
    found: list[Hit] = []
    collect = partial(_kept, found)
    list(live_changes(thing, names, rows, collect))
    for revision in revisions:
        revision_changes(thing, revision, names, collect)
    for hit in found:
        key = key_of(thing, hit)
        yield key, Mention(key, thing, title_of(thing), _part(thing, hit.path), hit, names.is_certain(hit))


def _kept(found: list[Hit], hit: Hit) -> bool:
    found.append(hit)
    return True


def key_of(thing: Any, hit: Hit) -> str:
    """What a tick stands for: the same on the site and in the drafts."""
    return f"{thing._meta.label_lower}:{thing.pk}:{hit.key}"


def live_changes(thing: Any, names: Names, rows: RowsNaming, wanted: Callable[[Hit], bool]) -> Iterator[Change]:
    """What would change in the row of ``thing`` and in its inline rows."""
    kind: Any = type(thing)
    yield from _row_changes(thing, text_fields(kind), (), names, wanted)
    for inline in rows_with_words(kind):
        for row in rows.of(thing, inline):
            yield from _row_changes(row, inline.fields, (inline.relation, str(row.pk)), names, wanted)


def _row_changes(
    row: Any, fields: tuple[Any, ...], path: Path, names: Names, wanted: Callable[[Hit], bool]
) -> Iterator[Change]:
    for name, before in content_of_row(row, fields).items():
        after = names.rewritten(before, (*path, _ticked_as(name)), wanted)
        if after != before:
            yield Change(row._meta.label_lower, row.pk, name, before, after)


def _ticked_as(name: str) -> str:
    """The title of the draft stands beside the title; one tick is enough for both."""
    return "title" if name == "draft_title" else name


def revision_changes(thing: Any, revision: Revision, names: Names, wanted: Callable[[Hit], bool]) -> list[Change]:
    """What would change in the texts of one draft."""
    found = []
    for name, value, in_json in texts_of_revision(type(thing), revision.content):
        after = names.rewritten(value, (_ticked_as(name),), wanted)
        if after == value:
            continue
        before = revision.content[name]
        if in_json:
            after = json.dumps(after)
        elif isinstance(before, list):
            after = with_rows(revision.content, name, after)
        found.append(Change("wagtailcore.revision", revision.pk, name, before, after))
    return found


def _part(thing: Any, path: Path) -> str:
    try:
        known = thing._meta.get_field(path[0])
    except LookupError:
        return path[0]
    return str(getattr(known, "verbose_name", "") or known.related_model._meta.verbose_name_plural)


def sections_named_in() -> Iterator[tuple[type[models.Model], Any]]:
    """Every table with a key of a section, but the reorganisations themselves."""
    for model in apps.get_models():
        for one in model._meta.concrete_fields:
            if one.related_model is Section and one.model is model and model is not Reorganisation:
                yield model, one
