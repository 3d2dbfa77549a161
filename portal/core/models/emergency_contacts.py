from django.db import models
from django.utils.translation import gettext_lazy as _


class EmergencyContact(models.Model):
    """A number for when it cannot wait. Numbers change: each entry says when somebody last checked it."""

    label = models.CharField(_("what it is for"), max_length=80)
    service = models.CharField(_("who answers"), max_length=80, blank=True)
    phone = models.CharField(_("phone"), max_length=40)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    confirmed_on = models.DateField(_("last checked on"))
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("emergency number")
        verbose_name_plural = _("emergency numbers")
        ordering = ("sort_order", "pk")

    def __str__(self) -> str:
        return f"{self.label} {self.phone}"
