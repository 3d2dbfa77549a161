from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import MailQuerySet, WeeklyMailQuerySet
from portal.core.reviewing import ReviewStage


class ReviewReminder(models.Model):
    """One account is told once of one page that was due on one day.

    The row is there before the mail. A worker takes it in hand, sends, and notes
    that the mail was handed over; one that was killed leaves it to another when
    ``in_hand_until`` is over (portal.core.domain.mailing).
    """

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="review_reminders"
    )
    review_on = models.DateField(_("review date"))
    stage = models.PositiveSmallIntegerField(_("stage"), choices=ReviewStage)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )
    in_hand_until = models.DateTimeField(_("in hand until"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = MailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reminder of a review")
        verbose_name_plural = _("reminders of reviews")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("page", "review_on", "stage", "recipient"), name="core_an_account_is_reminded_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.page_id} {self.review_on} {self.get_stage_display()}"


class WeeklyMail(models.Model):
    """One account is thought of once in a week; ``sent_at`` stays empty where nothing waited or nothing was wanted.

    As with reminders of reviews the row is there before the mail; ``handed_over_at`` says that the week is done with.
    """

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="+"
    )
    monday = models.DateField(_("week of this Monday"))
    in_hand_until = models.DateTimeField(_("in hand until"), null=True, blank=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = WeeklyMailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("weekly mail")
        verbose_name_plural = _("weekly mails")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("monday", "recipient"), name="core_an_account_gets_one_mail_a_week"),
        )

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.monday}"
