from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import ReorganisationQuerySet


class ReorganisationState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    APPLIED = "applied", _("Carried out")
    UNDONE = "undone", _("Undone")


class Reorganisation(models.Model):
    """組織改編: sections become one section with a new name, on a day; what was changed is kept to undo it."""

    closing = models.ManyToManyField(
        "core.Section", verbose_name=_("sections that change"), related_name="reorganisations"
    )
    new_name = models.CharField(_("new name"), max_length=60)
    takes_effect_on = models.DateField(_("from which day"))
    # The text mentions that somebody chose not to change.
    left_out = models.JSONField(_("left out"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ReorganisationState, default=ReorganisationState.PLANNED)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(_("written"))
    applied_at = models.DateTimeField(_("carried out"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    # Each: the table, the number of the row, the field, what stood there, what stands there now.
    changes = models.JSONField(_("changes"), default=list, blank=True)
    made_section = models.ForeignKey(
        "core.Section", verbose_name=_("new section"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ReorganisationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        default_permissions = ("add", "view")
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return self.new_name
