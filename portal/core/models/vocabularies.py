from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import VocabularyQuerySet


class Vocabulary(models.Model):
    """Words of one kind. The code is for machines and stays; the label is for people and may change."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    label = models.CharField(_("label"), max_length=80)
    description = models.TextField(_("description"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    # The file in `<app>/vocabularies/` that holds the shipped entries, without its ending.
    shipped_in: ClassVar[str] = ""

    objects = VocabularyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("sort_order", "code")

    def __str__(self) -> str:
        return self.label


class Topic(Vocabulary):
    """What a page is about."""

    shipped_in = "topics"

    class Meta(Vocabulary.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Sector(Vocabulary):
    """分野: the field in which an agency works."""

    shipped_in = "sectors"

    class Meta(Vocabulary.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Concern(Vocabulary):
    """What weighs on somebody, after the sixteen boxes of the standard intake form."""

    shipped_in = "concerns"

    class Meta(Vocabulary.Meta):
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")


class Audience(Vocabulary):
    """Whom an event or a material is for."""

    shipped_in = "audiences"

    class Meta(Vocabulary.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class AccessProvision(Vocabulary):
    """What makes a place or an event usable: a ramp, sign language, a nursing room."""

    shipped_in = "provisions"

    class Meta(Vocabulary.Meta):
        verbose_name = _("accessibility provision")
        verbose_name_plural = _("accessibility provisions")
