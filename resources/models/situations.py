from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.querysets import SituationQuerySet


class Situation(models.Model):
    """「たとえば、こんなとき」: a household of the guideline's table and the agencies it may lead to."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    story = models.TextField(_("story"), help_text=_("In plain words, as a neighbour would tell it."))
    together = models.TextField(
        _("what they do side by side"), blank=True, help_text=_("How the agencies work on it at the same time.")
    )
    guideline_words = models.CharField(
        _("words of the national guideline"),
        max_length=200,
        blank=True,
        help_text=_("The household as the guideline names it, word for word."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    agency_types = models.ManyToManyField(
        "resources.AgencyType", verbose_name=_("agency types"), blank=True, related_name="situations"
    )
    concerns = models.ManyToManyField("core.Concern", verbose_name=_("concerns"), blank=True, related_name="+")

    objects = SituationQuerySet.as_manager()

    class Meta:
        verbose_name = _("situation")
        verbose_name_plural = _("situations")
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.title
