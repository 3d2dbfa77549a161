from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.querysets import CommunityAreaQuerySet


class CommunityArea(ClusterableModel):
    """圏域: the part of the town that people feel is theirs, often a primary-school district."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    kana = models.CharField(_("reading"), max_length=80, blank=True)
    school_district = models.CharField(_("school district"), max_length=80, blank=True)
    description = models.TextField(_("description"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = CommunityAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("community area")
        verbose_name_plural = _("community areas")
        ordering = ("sort_order", "code")

    def __str__(self) -> str:
        return self.name


class TownName(models.Model):
    """町名, so that residents find their area by the name on their own letters."""

    area = ParentalKey(
        CommunityArea, verbose_name=_("community area"), related_name="town_names", on_delete=models.CASCADE
    )
    name = models.CharField(_("town name"), max_length=60)
    kana = models.CharField(_("reading"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("town name")
        verbose_name_plural = _("town names")
        ordering = ("kana", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("name",),
                name="core_a_town_name_lies_in_one_area",
                violation_error_message=_("This town name already belongs to an area."),
            ),
        )

    def __str__(self) -> str:
        return self.name
