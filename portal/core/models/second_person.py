"""No way round the second person: the page itself refuses to go live with a text that nobody has checked."""

import logging
from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPagePermissionError
from wagtail.models import PagePermissionTester, Revision

from portal.core.fingerprint import fingerprint, fingerprint_of_revision, is_read
from portal.core.querysets import TextCheckQuerySet
from portal.core.second_person import CheckDecision, PublishRefusal

logger = logging.getLogger("portal.second_person")


class TextCheck(models.Model):
    """A second person's word on one text: who, when, what. Rows are added, never changed.

    ``fingerprint`` is the digest of the text that was read: a revision that is
    written over later, as autosave does, no longer carries the check. Each type
    of page has a table of its own, with a key ``page`` whose other end is ``checks``.
    """

    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    fingerprint = models.CharField(_("digest of the text"), max_length=64)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked at"))
    decision = models.CharField(_("result of the check"), max_length=12, choices=CheckDecision)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    shown = models.JSONField(_("what was shown"), default=list, blank=True)

    page_id: int

    objects = TextCheckQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("-checked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.page_id} {self.decision} {self.checked_at:%Y-%m-%d}"


class TextUnchecked(PublishPagePermissionError):
    """Raised when a text would go live that no second person has confirmed."""

    def __init__(self) -> None:
        super().__init__(PublishRefusal.UNCHECKED.label)
        self.reason = PublishRefusal.UNCHECKED


class CheckedPermissions(PagePermissionTester):
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

    # What the second person reads, as a template that takes ``page``.
    checked_text_template: ClassVar[str]
    # The checker of texts looks for anybody who can be recognised.
    names_nobody: ClassVar[bool] = True

    live: bool
    alias_of_id: int | None
    latest_revision: Revision | None
    checks: Any

    @classmethod
    def checks_of_type(cls) -> Any:
        """All checks of this type of page."""
        table: Any = cls._meta.get_field("checks").related_model
        return table._default_manager.all()

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
            raise TextUnchecked

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._would_show(kwargs.get("update_fields")) and not self._text_is_confirmed(self):
            raise TextUnchecked
        super().save(*args, **kwargs)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request, "is_preview", False) and not self._confirmations().exists():
            raise Http404
        response: HttpResponseBase = super().serve(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def permissions_for_user(self, user: Any) -> CheckedPermissions:
        return CheckedPermissions(user, self)

    def _would_show(self, update_fields: Any) -> bool:
        """Whether a save with these fields can change what residents read."""
        return self.live and (update_fields is None or any(name == "live" or is_read(name) for name in update_fields))

    def _text_is_confirmed(self, page: Any) -> bool:
        return self._is_confirmed(page, fingerprint(page))

    def _is_confirmed(self, page: Any, digest: str) -> bool:
        source = page.alias_of_id or page.pk
        return source is not None and self.checks_of_type().confirms(source, digest)

    def _confirmations(self) -> Any:
        return self.checks_of_type().of_page(self.alias_of_id or self.pk).confirming()


def checked_types(model: type[Any] = CheckedBeforePublished) -> Iterator[type[Any]]:
    """Every type of page whose texts wait for a second person."""
    for child in model.__subclasses__():
        if not child._meta.abstract:
            yield child
        yield from checked_types(child)
