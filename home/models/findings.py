"""What the checker found in each text, kept for the report and for 「わたしの仕事」."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.querysets import CheckedTextQuerySet, KeptFindingQuerySet
from portal.core.authoring.findings import Level
from portal.core.authoring.rules import BY_CODE


class CheckedText(models.Model):
    """A page or an entry of the directory, as the checker last read it: the latest revision."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    saved_at = models.DateTimeField(_("saved at"))
    title = models.CharField(_("title"), max_length=255)
    section = models.ForeignKey(
        "core.Section", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("responsible section")
    )
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("written by")
    )
    is_live = models.BooleanField(_("on the site"), default=False)
    checked_at = models.DateTimeField(_("looked through at"))

    objects = CheckedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("checked text")
        verbose_name_plural = _("checked texts")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("content_type", "object_id"), name="home_a_text_is_kept_as_checked_once"),
        )

    def __str__(self) -> str:
        return self.title


class KeptFinding(models.Model):
    """One finding in a text. ``since`` survives later checks that find the same again."""

    text = models.ForeignKey(CheckedText, on_delete=models.CASCADE, related_name="findings")
    key = models.CharField(max_length=40)
    rule = models.CharField(_("rule of writing"), max_length=60, db_index=True)
    level = models.CharField(_("level of the finding"), max_length=8, choices=Level)
    field = models.CharField(max_length=60)
    block = models.CharField(max_length=40, blank=True)
    part = models.CharField(max_length=120, blank=True)
    where = models.CharField(_("place"), max_length=255)
    message = models.TextField(_("what to do"))
    excerpt = models.TextField(_("words concerned"), blank=True)
    can_be_mended = models.BooleanField(_("can be mended in one press"), default=False)
    since = models.DateTimeField(_("found for the first time"))

    objects = KeptFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of the check")
        verbose_name_plural = _("findings of the check")
        default_permissions = ()
        indexes = (models.Index(fields=("level", "since"), name="home_findings_by_level"),)

    def __str__(self) -> str:
        return self.message

    @property
    def thing(self) -> Any:
        return self.text.thing

    @property
    def level_words(self) -> str:
        return str(Level(self.level).label)

    @property
    def rule_words(self) -> str:
        return str(BY_CODE[self.rule].title) if self.rule in BY_CODE else self.rule
