"""Which links stand where: read as things are saved, and all of them once a day."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import models, transaction
from django.utils.encoding import iri_to_uri
from wagtail.models import Page

from portal.core.authoring.facts import Link, LinkKind
from portal.core.authoring.reading import content_of
from portal.core.models import LinkPlace, OutsideLink, PortalPage
from portal.core.models.links import LONGEST_ADDRESS

_LINKED: Final[list[type[models.Model]]] = []
DAILY: Final = "links.gathered"
A_DAY: Final = timedelta(days=1)


def also_read(*linked: type[models.Model]) -> None:
    """Let links of these models be gathered beside those of pages; called from an app's ``ready()``."""
    _LINKED.extend(model for model in linked if model not in _LINKED)


def is_read(thing: Any) -> bool:
    return isinstance(thing, (PortalPage, *_LINKED))


def outside_address(href: str) -> str:
    """``href`` as another site knows it: plain letters, no fragment; "" if it leads nowhere outside."""
    try:
        parts = urlsplit(href.strip())
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host or host == urlsplit(settings.BASE_URL).hostname:
        return ""
    address = iri_to_uri(parts._replace(scheme=parts.scheme.lower(), netloc=host + port).geturl())
    address = urldefrag(address).url
    return address if len(address) <= LONGEST_ADDRESS else ""


@transaction.atomic
def gather(thing: Any) -> int:
    """Write down the links of ``thing`` as it is on the site and as it is drafted; returns how many places."""
    # What comes from a form holds the draft; what is on the site stands in the row.
    kept: Any = type(thing)._default_manager.get(pk=thing.pk)
    found = {(address, href, part): (words, True) for address, href, part, words in _links_of(kept) if kept.live}
    if kept.has_unpublished_changes or not kept.live:
        for address, href, part, words in _links_of(kept.get_latest_revision_as_object()):
            found.setdefault((address, href, part), (words, False))
    forget(type(thing), thing.pk)
    links = _links({address for address, _href, _part in found})
    LinkPlace.objects.bulk_create(
        LinkPlace(
            link_id=links[address],
            content_type=ContentType.objects.get_for_model(thing),
            object_id=str(thing.pk),
            href=href[:LONGEST_ADDRESS],
            part=part,
            words=words[:200],
            is_live=is_live,
            section_id=getattr(kept, "section_id", None),
        )
        for (address, href, part), (words, is_live) in found.items()
    )
    return len(found)


def forget(model: type[models.Model], pk: Any) -> None:
    """Take away the places of a thing that is gone, or is read anew."""
    LinkPlace.objects.filter(content_type=ContentType.objects.get_for_model(model), object_id=str(pk)).delete()


def gather_daily(now: datetime) -> int:
    """Read everything once a day: imports and rescues by hand tell nobody."""
    if not cache.add(DAILY, now.isoformat(), A_DAY.total_seconds()):
        return 0
    return gather_all()


def gather_all() -> int:
    """Read everything; forget links that stand nowhere any more. Returns how many places there are."""
    places = sum(gather(thing) for thing in _everything())
    OutsideLink.objects.unused().delete()
    return places


def broken_addresses() -> frozenset[str]:
    """What is broken now, as other sites know it and as it is typed in texts."""
    broken = OutsideLink.objects.broken()
    typed = LinkPlace.objects.filter(link__in=broken).values_list("href", flat=True)
    return frozenset(broken.values_list("url", flat=True)) | frozenset(typed)


def _links_of(thing: Any) -> Iterator[tuple[str, str, str, str]]:
    for link in content_of(thing).links:
        if link.kind == LinkKind.EXTERNAL and (address := outside_address(link.href)):
            yield address, link.href, _part(thing, link), link.text.strip()


def _part(thing: Any, link: Link) -> str:
    """The name of the field as staff see it."""
    try:
        return str(thing._meta.get_field(link.place.field).verbose_name)[:120]
    except (LookupError, AttributeError):
        return link.place.field


def _links(addresses: Iterable[str]) -> dict[str, int]:
    wanted = sorted(addresses)
    OutsideLink.objects.bulk_create(
        (OutsideLink(url=address, host=urlsplit(address).hostname or "") for address in wanted), ignore_conflicts=True
    )
    return dict(OutsideLink.objects.filter(url__in=wanted).values_list("url", "pk"))


def _everything() -> Iterator[Any]:
    for page in Page.objects.order_by("pk").specific().iterator(chunk_size=100):
        if is_read(page):
            yield page
    for model in _LINKED:
        yield from model._default_manager.order_by("pk").iterator(chunk_size=100)
