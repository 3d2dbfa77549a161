from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.enums import ConfirmedHow
from resources.querysets import AssuranceQuerySet


class Assurance(models.Model):
    """Somebody made sure that a listing is right. Written once, never changed."""

    content_type = models.ForeignKey(
        ContentType, verbose_name=_("kind of listing"), on_delete=models.CASCADE, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(_("number of the listing"))
    listing = GenericForeignKey("content_type", "object_id")
    confirmed_on = models.DateField(_("confirmed on"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    how = models.CharField(_("how"), max_length=20, choices=ConfirmedHow.choices)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = AssuranceQuerySet.as_manager()

    class Meta:
        verbose_name = _("assurance")
        verbose_name_plural = _("assurances")
        ordering = ("-confirmed_on", "-pk")
        indexes = (models.Index(fields=("content_type", "object_id"), name="resources_assurances_of_one"),)

    def __str__(self) -> str:
        return f"{self.listing} {self.confirmed_on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("An assurance is written once.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("An assurance goes only together with its listing.")
