from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import TextCheck
from portal.core.second_person import CheckDecision


class OutcomeCheck(TextCheck):
    """A second person's word on the outcome of a meeting."""

    page = models.ForeignKey(
        "events.MeetingOutcomePage",
        on_delete=models.CASCADE,
        related_name="checks",
        verbose_name=_("meeting outcome"),
    )

    class Meta(TextCheck.Meta):
        verbose_name = _("check of an outcome")
        verbose_name_plural = _("checks of outcomes")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(decision=CheckDecision.RETURNED) | ~models.Q(note=""),
                name="events_an_outcome_sent_back_says_why",
                violation_error_message=_("Write what has to be changed."),
            ),
        )
