"""What is new, and which pages there are, for machines that read."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.models import Page

from home.models.news import newest
from portal.core.urgent import Urgent, urgent
from resources.models import Agency, Base, Group

NEWEST = 30


class NewsFeed(Feed[Any, Any]):
    """What is urgent, while it is; then stories, materials and outcomes, the newest first."""

    link = "/"

    def title(self) -> str:
        return _("What is new")

    def description(self) -> str:
        return _("New stories, learning materials and meeting outcomes.")

    def items(self) -> list[Page | Urgent]:
        return [*urgent(timezone.now()), *newest(NEWEST)]

    def item_title(self, item: Page | Urgent) -> str:
        return str(item.title)

    def item_description(self, item: Page | Urgent) -> str:
        return str(getattr(item, "summary", ""))

    def item_link(self, item: Page | Urgent) -> str:
        return item.full_url or "/"

    def item_guid(self, item: Page | Urgent) -> str:
        return item.guid if isinstance(item, Urgent) else item.full_url or "/"

    def item_guid_is_permalink(self, item: Page | Urgent) -> bool:
        return not isinstance(item, Urgent)

    def item_pubdate(self, item: Page | Urgent) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Page | Urgent) -> datetime | None:
        return item.last_published_at


class ListingSitemap(Sitemap[Any]):
    """Agencies, bases and groups that strangers may see."""

    limit = 5000

    def __init__(self, model: type[Agency | Base | Group]) -> None:
        self.model = model

    def items(self) -> "QuerySet[Any]":
        return self.model.objects.public().order_by("pk")

    def lastmod(self, item: Any) -> datetime | None:
        return item.updated_at


class ListSitemap(Sitemap[str]):
    """The lists that are no pages of Wagtail."""

    def items(self) -> list[str]:
        return [
            "resources:directory",
            "resources:bases",
            "resources:groups",
            "volunteers:opportunities",
            "home:areas",
            "home:where_to_ask",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Any] = {
    "pages": PageSitemap,
    "lists": ListSitemap,
    "agencies": ListingSitemap(Agency),
    "bases": ListingSitemap(Base),
    "groups": ListingSitemap(Group),
}
