"""Corrections of one rule in many texts at once, so that they can be taken back."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.querysets import MendingQuerySet


class Mending(models.Model):
    """One press: who corrected the findings of which rule, and whether it was taken back."""

    rule = models.CharField(_("rule of writing"), max_length=60)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("corrected by")
    )
    made_at = models.DateTimeField(_("corrected at"))
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("taken back by")
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True)

    objects = MendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of many texts")
        verbose_name_plural = _("corrections of many texts")
        default_permissions = ()
        permissions = (("mend_many_texts", "Can correct many texts at once"),)
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.rule} {self.made_at:%Y-%m-%d}"


class MendedText(models.Model):
    """One text of a mending: the revision before, the one that was made, and whether that one was published."""

    mending = models.ForeignKey(Mending, on_delete=models.CASCADE, related_name="texts")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    title = models.CharField(_("title"), max_length=255)
    before = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    after = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    was_published = models.BooleanField(_("put on the site"), default=False)
    had_draft = models.BooleanField(_("had changes that were not on the site"), default=False)
    restored = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("corrected text")
        verbose_name_plural = _("corrected texts")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("mending", "content_type", "object_id"), name="home_a_text_is_mended_once_in_a_press"
            ),
        )

    def __str__(self) -> str:
        return self.title
