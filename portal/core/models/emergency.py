from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.querysets import EmergencyNoticeQuerySet


class EmergencyLevel(models.IntegerChoices):
    """How grave; the smaller the graver."""

    EMERGENCY = 1, pgettext_lazy("notice level", "Emergency")
    IMPORTANT = 2, pgettext_lazy("notice level", "Important")
    NOTICE = 3, pgettext_lazy("notice level", "Notice")


class EmergencyNotice(models.Model):
    """A notice that stands at the head of every page while it is on."""

    level = models.PositiveSmallIntegerField(_("level"), choices=EmergencyLevel, default=EmergencyLevel.NOTICE)
    title = models.CharField(_("title"), max_length=80)
    text = models.TextField(_("text"), max_length=300, blank=True)
    url = models.CharField(_("link"), max_length=300, blank=True)
    areas = models.ManyToManyField("core.CommunityArea", verbose_name=_("community areas"), blank=True)
    is_on = models.BooleanField(_("on"), default=False)
    shown_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)
    switched_at = models.DateTimeField(_("switched at"), null=True, blank=True, editable=False)
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("switched by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = EmergencyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("emergency notice")
        verbose_name_plural = _("emergency notices")
        ordering = ("-is_on", "level", "title")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(shown_until__isnull=True)
                | models.Q(shown_from__isnull=True)
                | models.Q(shown_until__gt=models.F("shown_from")),
                name="core_an_emergency_notice_ends_after_it_starts",
                violation_error_message=_("The end must come after the start."),
            ),
        )

    def __str__(self) -> str:
        return self.title
