from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import SectionQuerySet


class Section(models.Model):
    """担当課: who answers for a page."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    fax = models.CharField(_("FAX"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    head = models.ForeignKey(
        "core.User",
        verbose_name=_("head of the section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="heads",
        limit_choices_to={"section__isnull": False, "is_active": True},
        help_text=_("Is told of pages that the section has not looked at in time."),
    )
    chiefs = models.ManyToManyField(
        "core.User",
        verbose_name=_("chiefs of the section"),
        blank=True,
        related_name="chief_of",
        limit_choices_to={"section__isnull": False, "is_active": True},
        help_text=_("Decide before the head where the route of approval says so. Any one of them is enough."),
    )
    is_closed = models.BooleanField(
        _("no longer exists"), default=False, help_text=_("A section that was merged into another or given up.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("sort_order", "code")

    def __str__(self) -> str:
        return self.name
