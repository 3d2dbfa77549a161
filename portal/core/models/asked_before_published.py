"""No way round the last question: the models ask it themselves, whoever publishes them and however."""

import logging
from typing import Any, Final

from django.db import models
from wagtail.models import Revision

from portal.core.publishing import PublishingRefused, ask, let_through, tell

logger = logging.getLogger("portal.publishing")
BY_THE_TIMER: Final = "wagtail.publish.scheduled"


class AskedBeforePublished(models.Model):
    """A text that goes live only when nobody objects.

    The button, the workflow, bulk actions and the timer all end in ``publish``.
    """

    class Meta:
        abstract = True

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        try:
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
    """The same for pages, which can also be saved live at once: as Wagtail creates or copies them, or by code."""

    class Meta:
        abstract = True

    live: bool
    alias_of_id: int | None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._turns_live(kwargs.get("update_fields")):
            ask(self)
        super().save(*args, **kwargs)

    def _turns_live(self, update_fields: Any) -> bool:
        """Whether this save shows what was not shown; an alias shows what was asked about at its source."""
        if not self.live or self.alias_of_id or (update_fields is not None and "live" not in update_fields):
            return False
        return self.pk is None or not type(self)._base_manager.filter(pk=self.pk, live=True).exists()
