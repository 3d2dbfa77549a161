"""What happened to a text on its way through a route. Decisions are added, never changed."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.enums import ApprovalStage, Verdict
from home.querysets import PassageQuerySet, UrgentPublicationQuerySet
from portal.core.querysets import MailQuerySet


class Passage(models.Model):
    """One text sent for approval once; sent again after a return it is another."""

    task_state = models.OneToOneField("wagtailcore.TaskState", on_delete=models.CASCADE, related_name="passage")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    section = models.ForeignKey("core.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    writers: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    sent_at = models.DateTimeField(_("sent for approval"))
    approved_at = models.DateTimeField(_("approved"), null=True)
    digest = models.CharField(_("digest of the approved text"), max_length=64, blank=True)

    objects = PassageQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        default_permissions = ()
        ordering = ("sent_at", "pk")
        indexes = (models.Index(fields=("content_type", "object_id"), name="home_passage_of_thing"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True) | ~Q(digest=""),
                name="home_an_approval_holds_for_one_text",
            ),
        )

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id} {self.sent_at:%Y-%m-%d}"


class Decision(models.Model):
    """One word on one seat; ``said_as`` keeps it as the history tells it: 課長 ○○（代決 △△）."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="decisions")
    step = models.ForeignKey("home.RouteStep", null=True, on_delete=models.SET_NULL, related_name="+")
    step_name = models.CharField(max_length=40)
    seat = models.CharField(max_length=40)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    instead_of = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    said_as = models.CharField(max_length=255)
    said_at = models.DateTimeField(_("decided"))
    comment = models.TextField(_("comment"), max_length=1000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_permissions = ()
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("passage", "step", "seat"),
                condition=Q(verdict="approved"),
                name="home_a_seat_says_yes_once",
            ),
            models.CheckConstraint(
                condition=Q(instead_of__isnull=True) | ~Q(by=F("instead_of")),
                name="home_a_deputy_is_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(comment=""),
                name="home_a_return_has_a_comment",
                violation_error_message=_("Write what has to be changed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.said_as} {self.get_verdict_display()}"


class Remark(models.Model):
    """What has to be changed, at its place in the text."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=100)
    block = models.CharField(max_length=60, blank=True)
    where = models.CharField(_("place"), max_length=255)
    text = models.TextField(_("comment"), max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("remark on a text")
        verbose_name_plural = _("remarks on texts")
        default_permissions = ()
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.where


class UrgentPublication(models.Model):
    """緊急公開: published at once by somebody who may, confirmed by somebody else afterwards."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    thing = GenericForeignKey()
    title = models.CharField(_("title"), max_length=255)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    section = models.ForeignKey("core.Section", null=True, on_delete=models.SET_NULL, related_name="+")
    digest = models.CharField(max_length=64)
    writers: Any = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published at"))
    reason = models.TextField(_("reason"), max_length=1000)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    note = models.TextField(_("comment"), max_length=1000, blank=True)

    objects = UrgentPublicationQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("publication before approval")
        verbose_name_plural = _("publications before approval")
        default_permissions = ()
        permissions = (("publish_urgently", "Can publish before approval"),)
        ordering = ("published_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="home_an_urgent_publication_has_a_reason",
                violation_error_message=_("Write why it cannot wait for approval."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("published_by")),
                name="home_an_urgent_publication_is_confirmed_by_somebody_else",
                violation_error_message=_("You published it. Somebody else confirms it."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.published_at:%Y-%m-%d}"


class ApprovalMail(models.Model):
    """One account is told once of one step of one text, and once when it is late; as with reminders of reviews."""

    passage = models.ForeignKey(Passage, on_delete=models.CASCADE, related_name="mails")
    step = models.ForeignKey("home.RouteStep", on_delete=models.CASCADE, related_name="+")
    stage = models.PositiveSmallIntegerField(choices=ApprovalStage)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    in_hand_until = models.DateTimeField(_("in hand until"), null=True)
    handed_over_at = models.DateTimeField(_("handed over"), null=True)
    sent_at = models.DateTimeField(_("sent"), null=True)

    objects = MailQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("reminder of an approval")
        verbose_name_plural = _("reminders of approvals")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("passage", "step", "stage", "recipient"), name="home_an_account_is_told_of_a_step_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.passage_id} {self.get_stage_display()}"
