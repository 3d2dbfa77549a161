from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """A building in which several agencies have their desks."""

    name = models.CharField(_("name of the building"), max_length=120, unique=True)
    kana = models.CharField(_("reading"), max_length=160, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    address = models.CharField(_("address"), max_length=200)
    access = models.TextField(_("how to get there"), blank=True)
    parking = models.CharField(_("parking"), max_length=160, blank=True)
    provisions = models.ManyToManyField(
        "core.AccessProvision", verbose_name=_("accessibility provisions"), blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("building")
        verbose_name_plural = _("buildings")
        ordering = ("kana", "name")

    def __str__(self) -> str:
        return self.name
