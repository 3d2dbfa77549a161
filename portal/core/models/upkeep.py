from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="date")
class UpkeepSettings(BaseSiteSetting):
    """How the portal sees to it that nothing rots."""

    reminders_on = models.BooleanField(
        _("remind of pages to be looked at"),
        default=True,
        help_text=_("By mail to the accounts of the section. The mail says only that something waits."),
    )
    head_after_days = models.PositiveSmallIntegerField(
        _("days until the head of the section is told"), default=14, help_text=_("Counted from the review date.")
    )
    marked_after_days = models.PositiveSmallIntegerField(
        _("days until the page is marked"),
        default=28,
        help_text=_("Staff then see “The contents must be confirmed” beside its title."),
    )
    mark_for_residents = models.BooleanField(
        _("residents see the mark, too"),
        default=False,
        help_text=_("The page then says that it is being looked at, and whom to ask."),
    )
    links_checked = models.BooleanField(
        _("check links that lead outside"),
        default=True,
        help_text=_("The portal asks other sites, gently, whether their pages are still there."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            ["reminders_on", "head_after_days", "marked_after_days", "mark_for_residents"], heading=_("Review dates")
        ),
        MultiFieldPanel(["links_checked"], heading=_("Links")),
    ]

    class Meta:
        verbose_name = _("upkeep of pages")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(marked_after_days__gte=models.F("head_after_days")),
                name="core_a_page_is_marked_after_its_head_was_told",
                violation_error_message=_("The head must be told before the page is marked."),
            ),
        )
