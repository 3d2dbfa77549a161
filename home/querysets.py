"""The questions that the front page asks about its own pages."""

from typing import Self

from wagtail.query import PageQuerySet


class StoryQuerySet(PageQuerySet):
    def readable(self) -> Self:
        """Stories that strangers may read."""
        return self.live().public()

    def newest_first(self) -> Self:
        return self.order_by("-told_on", "-pk")

    def cards(self) -> Self:
        """With what a card shows, in a constant number of questions."""
        return self.select_related("lead_image").defer("body")
