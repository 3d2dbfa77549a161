from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import CheckDecision
from events.querysets import OutcomeCheckQuerySet


class OutcomeCheck(models.Model):
    """A second person's word on one text: who, when, what. Rows are added, never changed.

    ``fingerprint`` is the digest of the text that was read: a revision that is
    written over later, as autosave does, no longer carries the check.
    """

    page = models.ForeignKey(
        "events.MeetingOutcomePage",
        on_delete=models.CASCADE,
        related_name="checks",
        verbose_name=_("meeting outcome"),
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("revision")
    )
    fingerprint = models.CharField(_("digest of the text"), max_length=64)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="outcome_checks",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked at"))
    decision = models.CharField(_("result of the check"), max_length=12, choices=CheckDecision)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    shown = models.JSONField(_("what was shown"), default=list, blank=True)

    objects = OutcomeCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of an outcome")
        verbose_name_plural = _("checks of outcomes")
        ordering = ("-checked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(decision=CheckDecision.RETURNED) | ~models.Q(note=""),
                name="events_an_outcome_sent_back_says_why",
                violation_error_message=_("Write what has to be changed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id} {self.decision} {self.checked_at:%Y-%m-%d}"
