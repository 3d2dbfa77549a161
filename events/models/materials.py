"""What is read and shown at a session."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable


class EventMaterial(Orderable):
    """A learning material that belongs to a session."""

    event = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="materials", verbose_name=_("event"))
    material = models.ForeignKey(
        "resources.LearningMaterialPage",
        verbose_name=_("learning material"),
        on_delete=models.CASCADE,
        related_name="event_links",
    )
    note = models.CharField(_("note"), max_length=120, blank=True)

    panels: ClassVar[list[Any]] = [PageChooserPanel("material"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = _("material of the session")
        verbose_name_plural = _("materials of the session")
