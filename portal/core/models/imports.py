"""Files that staff upload to be taken over: open data with what it did, and sheets on their way."""

from datetime import timedelta
from typing import Final, Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.querysets import ImportedRowQuerySet, OpenDataImportQuerySet, SheetUploadQuerySet

# For how long an import can be undone: until then its rows keep what stood before.
CAN_BE_UNDONE_FOR: Final = timedelta(days=90)


class ImportState(models.TextChoices):
    """Where an import stands."""

    WAITING = "waiting", pgettext_lazy("import", "Waits to be checked")
    CHECKING = "checking", pgettext_lazy("import", "Is being checked")
    CHECKED = "checked", pgettext_lazy("import", "Checked, not taken over yet")
    APPLYING = "applying", pgettext_lazy("import", "Is being taken over")
    APPLIED = "applied", pgettext_lazy("import", "Taken over")
    UNDOING = "undoing", pgettext_lazy("import", "Is being undone")
    UNDONE = "undone", pgettext_lazy("import", "Undone")
    FAILED = "failed", pgettext_lazy("import", "Could not be read")
    DROPPED = "dropped", pgettext_lazy("import", "Not taken over")

    @classmethod
    def at_work(cls) -> tuple[Self, ...]:
        return cls.WAITING, cls.CHECKING, cls.APPLYING, cls.UNDOING

    @classmethod
    def writing(cls) -> tuple[Self, ...]:
        return cls.APPLYING, cls.UNDOING


class RowOutcome(models.TextChoices):
    """What becomes of a row; a row that changes nothing is only counted."""

    ADDED = "added", pgettext_lazy("row of an import", "New")
    UPDATED = "updated", pgettext_lazy("row of an import", "Changed")
    REJECTED = "rejected", pgettext_lazy("row of an import", "Refused")


class OpenDataImport(models.Model):
    """One file of open data: what it would do, what it did, and whether that was undone.

    The file itself lives in the database, so that no address leads to it, and goes as soon as it is not needed.
    """

    file_name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField(null=True, editable=False)
    profile = models.CharField(_("kind of open data"), max_length=60)
    encoding = models.CharField(_("character encoding"), max_length=20, blank=True)
    ignored = models.JSONField(_("columns not used"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    message = models.CharField(_("message"), max_length=400, blank=True)
    rows_total = models.PositiveIntegerField(_("rows"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    added = models.PositiveIntegerField(pgettext_lazy("row of an import", "New"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("row of an import", "Changed"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("row of an import", "Unchanged"), default=0)
    rejected = models.PositiveIntegerField(pgettext_lazy("row of an import", "Refused"), default=0)
    # What the preview showed; what is taken over must be the same.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    kept = models.JSONField(_("kept when it was undone"), default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("uploaded by")
    )
    made_at = models.DateTimeField(_("uploaded at"))
    touched_at = models.DateTimeField(_("last step at"))
    applied_at = models.DateTimeField(_("taken over at"), null=True)

    objects = OpenDataImportQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("import of open data")
        verbose_name_plural = _("imports of open data")
        default_permissions = ("add", "view")
        ordering = ("-made_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                models.Case(models.When(state__in=ImportState.writing(), then=models.Value(1))),
                name="core_one_import_writes_at_a_time",
                violation_error_message=_("Another import is being taken over. Please wait a moment."),
            ),
        )

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        return self.state in ImportState.at_work()

    @property
    def can_be_undone(self) -> bool:
        return self.state == ImportState.APPLIED and self.rows.exists()


class ImportedRow(models.Model):
    """One row of an import that adds, changes or is refused; ``before`` and ``after`` are what undoing needs."""

    taken_from = models.ForeignKey(OpenDataImport, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(_("line of the file"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=RowOutcome)
    title = models.CharField(_("title"), max_length=255)
    source_id = models.CharField(max_length=120, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    changes = models.JSONField(_("changes"), default=list)
    problems = models.JSONField(_("problems"), default=list)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)

    objects = ImportedRowQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        default_permissions = ()
        ordering = ("line", "pk")
        indexes = (models.Index(fields=("taken_from", "outcome", "line"), name="core_rows_of_an_import"),)

    def __str__(self) -> str:
        return f"{self.line} {self.title}"


class SheetUpload(models.Model):
    """A spreadsheet between its preview and the press that takes it over; nobody else's, and gone after a day."""

    file_name = models.CharField(max_length=200)
    content = models.BinaryField(editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()

    objects = SheetUploadQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("uploaded sheet")
        verbose_name_plural = _("uploaded sheets")
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name
