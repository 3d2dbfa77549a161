"""Carrying a reorganisation out in one transaction, and taking it back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import reduce
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Revision

from home.domain.reorganisation.contents import RowsNaming, stored, text_owners
from home.domain.reorganisation.planning import (
    Change,
    WhyNotReorganised,
    key_of,
    live_changes,
    names_are_followed_in,
    names_of,
    refusal,
    revision_changes,
    route_that_moves,
    section_that_goes_on,
    sections_named_in,
    with_drafts,
)
from home.domain.reorganisation.words import Hit, Names
from home.domain.reviews import page_types
from home.models import Route
from portal.core.calendar import today_in_town
from portal.core.indexing import changed_many
from portal.core.kana import romaji
from portal.core.models import Reorganisation, ReorganisationState, Section, User

APPLIED: Final = "home.reorganised"
TAKEN_BACK: Final = "home.reorganisation_undone"
REVISION: Final = "wagtailcore.revision"


class WhyNotUndone(models.TextChoices):
    """Why a reorganisation is not taken back, in words that staff read."""

    NOT_APPLIED = "not_applied", _("It has not been carried out, or was undone already.")
    NOT_THE_LAST = "not_the_last", _("A later reorganisation was carried out. Undo that one first.")
    CHANGED_SINCE = "changed_since", _("Some of it has been changed since, so that undoing would lose work.")


class ReorganisationRefused(Exception):
    """Raised with the reason; ``places`` names what was changed since."""

    def __init__(self, reason: WhyNotReorganised | WhyNotUndone, places: Sequence[str] = ()) -> None:
        super().__init__(reason.label)
        self.reason, self.places = reason, tuple(places)


@transaction.atomic
def prepare(
    *,
    closing: Sequence[Section],
    new_name: str,
    takes_effect_on: date,
    left_out: Iterable[str],
    by: User,
    now: datetime,
) -> Reorganisation:
    """Keep a reorganisation for its day; one whose day has come is carried out at once.

    ``left_out`` are the keys of mentions that stay. Raises ReorganisationRefused.
    """
    if reason := refusal(closing, new_name):
        raise ReorganisationRefused(reason)
    made = Reorganisation.objects.create(
        new_name=new_name.strip(), takes_effect_on=takes_effect_on, left_out=sorted(left_out), made_by=by, made_at=now
    )
    made.closing.set(closing)
    return apply(reorganisation=made, now=now) if takes_effect_on <= today_in_town(now) else made


def carry_out_due(now: datetime) -> int:
    """Carry out what was planned for a day that has come; each in its own transaction."""
    due = list(Reorganisation.objects.due(today_in_town(now)))
    for one in due:
        apply(reorganisation=one, now=now)
    return len(due)


@transaction.atomic
def apply(*, reorganisation: Reorganisation, now: datetime) -> Reorganisation:
    """Change every place, and keep what stood there. Again is harmless.

    Raises ReorganisationRefused when the sections have changed since it was planned.
    """
    kept = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if kept.state != ReorganisationState.PLANNED:
        return kept
    closing = list(Section.objects.select_for_update().filter(reorganisations=kept))
    if reason := refusal(closing, kept.new_name):
        raise ReorganisationRefused(reason)
    into = section_that_goes_on(closing, kept.new_name)
    if into is None:
        into = kept.made_section = _new_section(closing, kept.new_name)
    changes = list(_all_changes(closing, into, names_of(closing, kept.new_name), frozenset(kept.left_out)))
    _write(changes)
    kept.changes = [change.as_dict() for change in changes]
    kept.state, kept.applied_at = ReorganisationState.APPLIED, now
    kept.save()
    log(instance=kept, action=APPLIED, user=kept.made_by, data={"sections": [one.name for one in closing]})
    _tell_search(changes)
    return kept


@transaction.atomic
def undo(*, reorganisation: Reorganisation, by: User, now: datetime) -> Reorganisation:
    """Put back what stood there before. All of it, or nothing.

    Raises ReorganisationRefused when it is not the last one, or when a place was
    changed since: somebody's work would be lost.
    """
    kept = Reorganisation.objects.select_for_update().get(pk=reorganisation.pk)
    if kept.state != ReorganisationState.APPLIED:
        raise ReorganisationRefused(WhyNotUndone.NOT_APPLIED)
    if Reorganisation.objects.last_applied().first() != kept:
        raise ReorganisationRefused(WhyNotUndone.NOT_THE_LAST)
    done = [Change(**change) for change in kept.changes]
    if places := [*_changed_since(done), *_came_since(kept.made_section, done)]:
        raise ReorganisationRefused(WhyNotUndone.CHANGED_SINCE, sorted(set(places)))
    _write(Change(one.model, one.pk, one.field, one.after, one.before) for one in reversed(done))
    made, kept.made_section = kept.made_section, None
    kept.state, kept.undone_at = ReorganisationState.UNDONE, now
    kept.save()
    if made is not None:
        made.delete()
    log(instance=kept, action=TAKEN_BACK, user=by)
    _tell_search(done)
    return kept


@transaction.atomic
def call_off(*, reorganisation: Reorganisation) -> None:
    """Forget what was only planned."""
    Reorganisation.objects.select_for_update().filter(pk=reorganisation.pk, state=ReorganisationState.PLANNED).delete()


def _new_section(closing: Sequence[Section], name: str) -> Section:
    """The section that the others become; reached as the first of them was."""
    first = closing[0]
    base = slugify(romaji(name))[:32] or "section"
    taken = set(Section.objects.values_list("code", flat=True))
    code = next(one for one in (base, *(f"{base}-{number}" for number in range(2, 99))) if one not in taken)
    copied = ("phone", "fax", "email", "place", "hours", "sort_order")
    head = next((section.head for section in closing if section.head), None)
    return Section.objects.create(code=code, name=name, head=head, **{one: getattr(first, one) for one in copied})


def _all_changes(closing: list[Section], into: Section, names: Names, left_out: frozenset[str]) -> Iterator[Change]:
    moved = {section.pk for section in closing} - {into.pk}
    if into.name != names.new:
        yield Change("core.section", into.pk, "name", into.name, names.new)
    for pk in sorted(moved):
        yield Change("core.section", pk, "is_closed", False, True)
    yield from _route_changes(closing, into, names)
    for model, field in sections_named_in():
        if model is Route:
            continue
        held = model._base_manager.filter(**{f"{field.name}__in": moved}).order_by("pk")
        for pk, before in held.values_list("pk", field.attname):
            yield Change(model._meta.label_lower, pk, field.attname, before, into.pk)
    rows = RowsNaming(names.old)
    for thing, revisions in with_drafts():
        for revision in revisions:
            if (before := revision.content.get("section")) in moved:
                yield Change(REVISION, revision.pk, "section", before, into.pk)
        yield from _text_changes(thing, revisions, names, rows, left_out)


def _route_changes(closing: list[Section], into: Section, names: Names) -> Iterator[Change]:
    """The route of approval goes along, under the new name; a section has one, so others stay with what is closed."""
    route = route_that_moves(closing, into) or Route.objects.filter(section=into).first()
    if route is None:
        return
    if route.section_id != into.pk:
        yield Change("home.route", route.pk, "section_id", route.section_id, into.pk)
    name = reduce(lambda name, old: name.replace(old, names.new), names.old, route.name)
    if name != route.name:
        yield Change("home.route", route.pk, "name", route.name, name[:60])


def _text_changes(
    thing: Any, revisions: list[Revision], names: Names, rows: RowsNaming, left_out: frozenset[str]
) -> Iterator[Change]:
    def wanted(hit: Hit) -> bool:
        return key_of(thing, hit) not in left_out

    if names_are_followed_in(thing):
        yield from live_changes(thing, names, rows, wanted)
        for revision in revisions:
            yield from revision_changes(thing, revision, names, wanted)


def _write(changes: Iterable[Change]) -> None:
    """Write the values behind Wagtail's back: no new revisions, no publication, nothing to check again."""
    contents: dict[Any, dict[str, Any]] = defaultdict(dict)
    for change in changes:
        if change.model == REVISION:
            contents[change.pk][change.field] = change.after
        else:
            model = apps.get_model(change.model)
            model._base_manager.filter(pk=change.pk).update(**{change.field: change.after})
    for revision in Revision.objects.filter(pk__in=contents).iterator(chunk_size=100):
        Revision.objects.filter(pk=revision.pk).update(content={**revision.content, **contents[revision.pk]})


def _changed_since(done: Iterable[Change]) -> Iterator[str]:
    """What no longer holds what was written there; what is gone is no loss."""
    for change in done:
        model = apps.get_model(change.model)
        row: Any = model._base_manager.filter(pk=change.pk).first()
        if row is None:
            continue
        now = row.content.get(change.field) if change.model == REVISION else _value(row, change.field)
        if json.dumps(now) != json.dumps(change.after):
            yield str(row.content_object) if change.model == REVISION else str(row)


def _value(row: Any, name: str) -> Any:
    return next(
        stored(field, getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if name in (field.name, field.attname)
    )


def _came_since(made: Section | None, done: Iterable[Change]) -> Iterator[str]:
    """What was given to the new section after it was made."""
    if made is None:
        return
    ours = {(change.model, change.pk) for change in done}
    for model, field in sections_named_in():
        for row in model._base_manager.filter(**{field.name: made}):
            if (model._meta.label_lower, row.pk) not in ours:
                yield str(row)
    for thing, revisions in with_drafts():
        for revision in revisions:
            if revision.content.get("section") == made.pk and (REVISION, revision.pk) not in ours:
                yield str(thing)


def _tell_search(changes: Iterable[Change]) -> None:
    kinds: tuple[type[models.Model], ...] = (*page_types(), *text_owners())
    searched = {model._meta.label_lower: model for model in kinds}
    touched: dict[str, set[Any]] = defaultdict(set)
    for change in changes:
        if change.model in searched:
            touched[change.model].add(change.pk)
    for label, pks in touched.items():
        changed_many(searched[label], sorted(pks))
