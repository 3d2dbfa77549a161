"""Who published although the checker said stop. Rows are added, never changed and never deleted."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.querysets import OverStopQuerySet


class OverStop(models.Model):
    """The word of somebody who may: these findings of this text stand, for this reason."""

    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published at"))
    reason = models.TextField(_("reason"), max_length=1000)
    stops = models.JSONField(_("findings that stood"), help_text=_("key, rule, message and excerpt of each"))

    objects = OverStopQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication over a stop")
        verbose_name_plural = _("publications over a stop")
        default_permissions = ("view",)
        permissions = (("publish_over_stop", "Can publish over a stop"),)
        ordering = ("-published_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="home_a_publication_over_a_stop_has_a_reason",
                violation_error_message=_("Write why it is published all the same."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.published_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            self._stays()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        self._stays()

    def _stays(self) -> NoReturn:
        raise PermissionDenied("What was published over a stop stays on record.")
