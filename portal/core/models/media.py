from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from portal.core.documents.text_inside import TextInside, look_inside
from portal.core.querysets import PortalDocumentQuerySet

_PDF: Final = "PDF"


class PeopleShown(models.TextChoices):
    """Whether somebody can be recognised on a picture, and has agreed."""

    UNKNOWN = "unknown", _("Not looked at yet")
    NOBODY = "nobody", _("Nobody can be recognised")
    AGREED = "agreed", _("All who can be recognised have agreed")


class PortalImage(AbstractImage):
    """A picture; the words for those who cannot see it are given where it is used."""

    credit = models.CharField(_("credit"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    people = models.CharField(
        _("people on the picture"),
        max_length=10,
        choices=PeopleShown,
        default=PeopleShown.UNKNOWN,
        help_text=_("Whoever can be recognised must have agreed to be shown; of a child, the parents."),
    )

    admin_form_fields = (*Image.admin_form_fields, "people", "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = (("choose_image", "Can choose image"),)


class PortalRendition(AbstractRendition):
    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="core_one_rendition_of_a_kind_per_image"
            ),
        )


class PortalDocument(AbstractDocument):
    """A file to download; its type and size stand beside each link."""

    text_inside = models.CharField(
        _("text inside"), max_length=10, choices=TextInside, default=TextInside.NOT_LOOKED_AT, editable=False
    )

    admin_form_fields = Document.admin_form_fields

    objects = PortalDocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)

    @property
    def kind(self) -> str:
        """PDF, XLSX …: what residents call the format."""
        return self.file_extension.upper()

    @property
    def has_no_text(self) -> bool:
        """Whether it is a PDF that holds nothing but pictures of paper."""
        return self.text_inside == TextInside.NONE

    def look_inside(self) -> None:
        """Say what the file holds, unsaved; a file that cannot be opened is unclear."""
        self.text_inside = TextInside.NOT_LOOKED_AT
        if self.kind == _PDF:
            try:
                with self.open_file() as file:
                    self.text_inside = look_inside(file, file.size)
                    file.seek(0)
            except OSError:
                self.text_inside = TextInside.UNCLEAR

    def _set_document_file_metadata(self) -> None:
        """Wagtail calls this wherever a file is new, some forms twice."""
        before = self.file_hash
        super()._set_document_file_metadata()
        if self.file_hash != before:
            self.look_inside()
