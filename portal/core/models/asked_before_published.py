"""No way round the last question: the models ask it themselves, whoever publishes them and however."""

import logging
from typing import TYPE_CHECKING, Any, Final

from django.db import models
from wagtail.models import COMMENTS_RELATION_NAME, Revision

from portal.core.publishing import PublishingRefused, ask, is_let_through, let_through, tell

logger = logging.getLogger("portal.publishing")
BY_THE_TIMER: Final = "wagtail.publish.scheduled"
# What Wagtail writes down beside the text.
QUIET: Final = frozenset(
    {
        *("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title", "live_revision"),
        *("path", "depth", "numchild", "url_path", "slug", "owner", "locked", "locked_at", "locked_by", "position"),
        *("go_live_at", "expire_at", "expired", "first_published_at", "last_published_at", "content_type"),
        *("alias_of", "alias_of_id", "locale", "translation_key", COMMENTS_RELATION_NAME),
    }
)


# Wagtail carries no types: a model of Django beside a page of it would look like two kinds of manager.
_Base: Any = object if TYPE_CHECKING else models.Model


class AskedBeforePublished(_Base):  # type: ignore[misc]
    """A text that goes live only when nobody objects.

    The button, the workflow, bulk actions and the timer all end in ``publish``.
    """

    class Meta:
        abstract = True

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        try:
            # To read a text out of its revision takes dozens of queries.
            if not is_let_through():
                ask(revision.as_object())
        except PublishingRefused as refused:
            if kwargs.get("log_action") != BY_THE_TIMER:
                raise
            # The timer publishes many texts in one go; this one must not hold up the others.
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.warning("Not published on time: %s %s", self._meta.label, self.pk)
            tell(revision, refused)
            return
        with let_through():
            super().publish(revision, *args, **kwargs)  # type: ignore[misc]


class AskedBeforeShown(AskedBeforePublished):
    """The same for pages, which also go live by being saved: Wagtail's editor, its form for new pages, copies, code."""

    class Meta:
        abstract = True

    live: bool
    alias_of_id: int | None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._shows(kwargs.get("update_fields")):
            ask(self, self._as_shown)
        super().save(*args, **kwargs)

    def _shows(self, update_fields: Any) -> bool:
        """Whether this save can change what residents read; an alias shows what was asked about at its source."""
        if not self.live or self.alias_of_id:
            return False
        return update_fields is None or not QUIET.issuperset(update_fields)

    def _as_shown(self) -> Any:
        """The page as residents read it now, or nothing."""
        return None if self.pk is None else type(self)._base_manager.filter(pk=self.pk, live=True).first()
