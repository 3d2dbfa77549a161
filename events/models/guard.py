"""No way round the second person: the page itself refuses to go live with a text that nobody has checked."""

import logging
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import PagePermissionTester, Revision

from events.enums import PublishRefusal
from events.models.checks import OutcomeCheck
from events.models.fingerprint import fingerprint, fingerprint_of_revision, is_read

logger = logging.getLogger("events.outcomes")


class OutcomeUnchecked(PublishPagePermissionError):
    """Raised when a text would go live that no second person has confirmed."""

    def __init__(self) -> None:
        super().__init__(PublishRefusal.UNCHECKED.label)
        self.reason = PublishRefusal.UNCHECKED


class OutcomePermissions(PagePermissionTester):
    """Only a checked text can be published; that is what buttons and bulk actions ask."""

    def can_publish(self) -> bool:
        return self.may_publish_once_checked() and self.page.specific.is_checked()

    def may_publish_once_checked(self) -> bool:
        """Whether the account could publish this text if it were checked."""
        return super().can_publish()

    def can_set_view_restrictions(self) -> bool:
        return self.may_publish_once_checked()

    def can_unschedule(self) -> bool:
        return self.may_publish_once_checked()

    def can_check(self) -> bool:
        """Whether the account is among those who may be the second person."""
        if not self.user.is_active:
            return False
        return self.user.is_superuser or bool({"change", "publish"} & self.permissions)


class CheckedBelowPermissions(PagePermissionTester):
    """Under such a page nothing is published at its creation: it is a draft until somebody has read it."""

    def can_publish_subpage(self) -> bool:
        return False


class CheckedBeforePublished(models.Model):
    """A page whose text goes live only as a second person has read and confirmed it.

    Every way to the public ends in ``save`` with ``live`` set: the button, the
    workflow, bulk actions, the timer, code. So ``save`` asks; ``publish`` asks
    before, to leave nothing half done; and ``serve`` asks last, for a flag
    that was set behind both.
    """

    class Meta:
        abstract = True

    live: bool
    alias_of_id: int | None
    latest_revision: Revision | None

    def is_checked(self, revision: Revision | None = None) -> bool:
        """Whether the text of ``revision``, by default the latest, stands confirmed."""
        revision = revision or self.latest_revision
        if revision is None:
            return self._text_is_confirmed(self)
        return self._is_confirmed(self, fingerprint_of_revision(revision))

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        if self.is_checked(revision):
            super().publish(revision, *args, **kwargs)  # type: ignore[misc]
        elif kwargs.get("log_action") == "wagtail.publish.scheduled":
            # The timer publishes many pages in one go; this one must not hold up the others.
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            logger.warning("Not published on time, because nobody has checked it: page %s", self.pk)
        else:
            raise OutcomeUnchecked

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._would_show(kwargs.get("update_fields")) and not self._text_is_confirmed(self):
            raise OutcomeUnchecked
        super().save(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request, "is_preview", False) and not self._confirmations().exists():
            raise Http404
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def permissions_for_user(self, user: Any) -> OutcomePermissions:
        return OutcomePermissions(user, self)

    def _would_show(self, update_fields: Any) -> bool:
        """Whether a save with these fields can change what residents read."""
        return self.live and (update_fields is None or any(name == "live" or is_read(name) for name in update_fields))

    def _text_is_confirmed(self, page: Any) -> bool:
        return self._is_confirmed(page, fingerprint(page))

    def _is_confirmed(self, page: Any, digest: str) -> bool:
        source = page.alias_of_id or page.pk
        return source is not None and OutcomeCheck.objects.confirms(source, digest)

    def _confirmations(self) -> Any:
        return OutcomeCheck.objects.of_page(self.alias_of_id or self.pk).confirming()
