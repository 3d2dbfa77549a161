from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.querysets import EmergencyNoticeQuerySet, EmergencyTemplateQuerySet


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
    is_drill = models.BooleanField(
        pgettext_lazy("emergency", "drill"),
        default=False,
        help_text=_("Only staff who are logged in see it. Residents and feeds do not."),
    )
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

    @property
    def headline(self) -> str:
        """The title with its level, where nothing else shows how grave it is."""
        return f"【{self.get_level_display()}】{self.title}"

    @property
    def known_as(self) -> str:
        """Names one showing of the notice: whoever reads feeds hears of it again when it is switched on again."""
        switched = self.switched_at.timestamp() if self.switched_at else 0
        return f"notice-{self.pk}-{switched:.0f}"


class EmergencyTemplate(models.Model):
    """Words kept at hand for the hour in which nobody has time to find them."""

    name = models.CharField(_("name of the template"), max_length=40)
    level = models.PositiveSmallIntegerField(_("level"), choices=EmergencyLevel, default=EmergencyLevel.IMPORTANT)
    title = models.CharField(
        _("title"),
        max_length=80,
        help_text=_("Put what has to be filled in into brackets: ［name of the district］. It becomes a field."),
    )
    text = models.TextField(_("text"), max_length=300, blank=True)
    url = models.CharField(_("link"), max_length=300, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("stands for how many hours"), default=24, help_text=_("0 means until somebody stops it.")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)
    # The name under which it was shipped: what the town renamed is not shipped again.
    shipped_as = models.CharField(max_length=40, blank=True, editable=False)

    objects = EmergencyTemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("template of an emergency notice")
        verbose_name_plural = _("templates of emergency notices")
        ordering = ("level", "sort_order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("name",),
                name="core_an_emergency_template_stands_once",
                violation_error_message=_("There is a template of this name already."),
            ),
        )

    def __str__(self) -> str:
        return self.name
