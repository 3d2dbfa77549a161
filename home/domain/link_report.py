"""「リンクの点検」: links with the places where they stand, as somebody of the staff side may know of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.domain.reviews import page_types
from portal.core.links.answers import LinkState
from portal.core.models import LinkPlace, OutsideLink, User
from resources.models import Agency, Base, Group

LISTINGS: Final = (Agency, Base, Group)


class Shown(models.TextChoices):
    """What the report shows."""

    BROKEN = "broken", pgettext_lazy("link", "Broken")
    FAILING = "failing", pgettext_lazy("link", "Failed; will be checked again")
    EXCEPTIONS = "exceptions", _("Not checked, with a note")
    ALL = "all", pgettext_lazy("links", "All")


@dataclass(frozen=True)
class Where:
    """A place of a link, with its thing read."""

    place: LinkPlace
    thing: Any


def links_shown(shown: str, section: str) -> "QuerySet[OutsideLink]":
    """The links of the report, the longest broken first; ``section`` is a number, "none" or ""."""
    of = LinkPlace.objects.filter(link=OuterRef("pk"))
    if section.isdecimal():
        of = of.of_section(int(section))
    elif section == "none":
        of = of.filter(section=None)
    links = OutsideLink.objects.filter(Exists(of)).order_by("last_failed_on", "url")
    if shown == Shown.EXCEPTIONS:
        return links.filter(is_exception=True)
    if shown == Shown.FAILING:
        return links.filter(state=LinkState.FAILING, is_exception=False)
    return links if shown == Shown.ALL else links.broken()


def with_places(links: Iterable[OutsideLink]) -> list[tuple[OutsideLink, list[Where]]]:
    """Each link with its places; pages and listings are read once for all."""
    kept = list(links)
    places = LinkPlace.objects.filter(link__in=kept).select_related("section", "content_type").order_by("pk")
    of: dict[int, list[Where]] = defaultdict(list)
    for where in _read(places):
        of[where.place.link_id].append(where)
    return [(link, of[link.pk]) for link in kept]


def broken_for(user: User, at_most: int) -> list[Where]:
    """Places of broken links on the site that wait for ``user``: of the section, of one's own, of one's listings."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change").order_by()
    types = ContentType.objects.get_for_models(*page_types()).values()
    mine = Q(content_type__in=types, object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"))
    if user.section_id:
        own = pages.filter(owner=user).annotate(key=Cast("pk", CharField())).values("key")
        mine &= Q(section=user.section_id) | Q(object_id__in=own)
    for model in LISTINGS:
        kept = model.snippet_viewset.permission_policy.instances_user_has_permission_for(user, "change").order_by()
        keys = kept.annotate(key=Cast("pk", CharField())).values("key")
        mine |= Q(content_type=ContentType.objects.get_for_model(model), object_id__in=keys)
    broken = LinkPlace.objects.on_the_site().filter(mine, link__in=OutsideLink.objects.broken())
    return list(_read(broken.select_related("link").order_by("link__last_failed_on", "pk")[:at_most]))


def _read(places: "QuerySet[LinkPlace]") -> Iterator[Where]:
    """The places with their things: one question for the pages, one for each kind of listing."""
    kept: list[LinkPlace] = list(places)
    wanted: dict[Any, set[str]] = defaultdict(set)
    for place in kept:
        wanted[_table(place)].add(place.object_id)
    read = {
        table: {str(pk): thing for pk, thing in table._default_manager.in_bulk(numbers).items()}
        for table, numbers in wanted.items()
        if table is not None
    }
    for place in kept:
        if (thing := read.get(_table(place), {}).get(place.object_id)) is not None:
            yield Where(place, thing)


def _table(place: LinkPlace) -> Any:
    """Where the thing of ``place`` is read: all pages in one table, whatever their type."""
    model = ContentType.objects.get_for_id(place.content_type_id).model_class()
    return Page if model is not None and issubclass(model, Page) else model
