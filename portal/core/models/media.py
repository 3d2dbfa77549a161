from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


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

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = (("choose_document", "Can choose document"),)

    @property
    def kind(self) -> str:
        """PDF, XLSX …: what residents call the format."""
        return self.file_extension.upper()
