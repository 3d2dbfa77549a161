"""The whole site is checked again and again: what was saved since at once, everything else once a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page

from home.domain.authoring.keeping import NEVER, keep
from home.domain.authoring.texts import LISTINGS, is_checked
from home.models import CheckedText
from portal.core.authoring.knowledge import current_knowledge
from portal.core.due_work import DueWork, register

AT_ONCE: Final = 100
AGAIN_AFTER: Final = timedelta(days=1)
_OLD_FIRST: Final = F("saved").desc()


def connect() -> None:
    """Join the work that is due by the clock."""
    register(DueWork("check what staff have written", check_due))


def check_due(now: datetime) -> int:
    """Check a part of what is due; returns how many texts."""
    forget_what_is_gone()
    return check_texts(islice(due(now), AT_ONCE), now=now)


def check_texts(things: Iterator[Any], *, now: datetime) -> int:
    """Check ``things`` with what is known now, asked once for all of them."""
    knowledge, count = current_knowledge(), 0
    for thing in things:
        keep(thing, now=now, knowledge=knowledge)
        count += 1
    return count


def every_text() -> Iterator[Any]:
    """All pages and listings that are checked, in portions of memory."""
    for things in _sources():
        yield from _specific(things)


def due(now: datetime) -> Iterator[Any]:
    """Texts that were saved since they were checked, and those not checked for a day."""
    for things in _sources():
        fresh = CheckedText.objects.filter(
            content_type=OuterRef("type_of_it"),
            object_id=Cast(OuterRef("pk"), CharField()),
            saved_at__gte=OuterRef("saved"),
            is_live=OuterRef("live"),
            checked_at__gt=now - AGAIN_AFTER,
        )
        yield from _specific(things.filter(~Exists(fresh)).order_by(_OLD_FIRST, "pk"))


def forget_what_is_gone() -> None:
    """Texts that were deleted have no findings any more."""
    for model in (Page, *LISTINGS.values()):
        there = model._default_manager.annotate(name_of_it=Cast("pk", CharField())).filter(
            name_of_it=OuterRef("object_id")
        )
        CheckedText.objects.filter(_of(model), ~Exists(there)).delete()


def _of(model: type[models.Model]) -> Q:
    listings = [ContentType.objects.get_for_model(listing) for listing in LISTINGS.values()]
    if model is Page:
        return ~Q(content_type__in=listings)
    return Q(content_type=ContentType.objects.get_for_model(model))


def _sources() -> Iterator["QuerySet[Any]"]:
    """Pages and listings, with the type under which they are kept and when they were saved."""
    never = Value(NEVER, DateTimeField())
    pages = Page.objects.filter(depth__gt=1).alias(type_of_it=F("content_type_id"))
    yield pages.alias(saved=Coalesce("latest_revision_created_at", never))
    for model in LISTINGS.values():
        number = ContentType.objects.get_for_model(model).pk
        things = model.objects.alias(type_of_it=Value(number, models.IntegerField()))
        yield things.select_related("latest_revision").alias(saved=Coalesce("latest_revision__created_at", never))


def _specific(things: "QuerySet[Any]") -> Iterator[Any]:
    """One by one, a hundred in memory; pages as what they are."""
    numbers = list(things.values_list("pk", flat=True))
    for first in range(0, len(numbers), AT_ONCE):
        some = things.model._default_manager.filter(pk__in=numbers[first : first + AT_ONCE])
        rows = some.specific() if things.model is Page else some
        yield from (thing for thing in rows.select_related("latest_revision") if is_checked(thing))
