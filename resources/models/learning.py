from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField

from portal.core.blocks import BodyBlock
from portal.core.models import PortalPage
from resources.enums import MaterialType
from resources.querysets import MaterialManager

# With what a new page opens: headings, and the kind of block under each.
MATERIAL: Final = (("この教材でわかること", "list"), ("使い方", "paragraph"))
LIBRARY: Final = (("教材の使い方", "paragraph"), ("借りるには", "paragraph"))


class LearnIndexPage(PortalPage):
    """/learn/: the library of learning materials."""

    body = StreamField(BodyBlock(LIBRARY), verbose_name=_("text"), blank=True)

    opens_with: ClassVar[Mapping[str, str]] = {
        "title": "学習教材",
        "slug": "learn",
        "summary": "地域のことを学ぶ冊子や読み物です。集まりでも、ひとりでも使えます。",
    }
    template = "resources/learn_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["resources.LearningMaterialPage"]
    max_count = 1
    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, "body"]

    class Meta:
        verbose_name = _("library of learning materials")
        verbose_name_plural = _("libraries of learning materials")


class LearningMaterialPage(PortalPage):
    """学習教材: something to read, see or hear about living together in the town."""

    material_type = models.CharField(
        _("type"), max_length=20, choices=MaterialType.choices, default=MaterialType.BOOKLET
    )
    audiences = ParentalManyToManyField("core.Audience", verbose_name=_("for whom"), blank=True, related_name="+")
    theme = models.CharField(
        _("theme"), max_length=120, blank=True, help_text=_("The question of the town it takes up.")
    )
    document = models.ForeignKey(
        "core.PortalDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # `url` is the address of the page itself.
    external_url = models.URLField(_("address outside"), max_length=400, blank=True)
    pages = models.PositiveIntegerField(pgettext_lazy("number", "pages"), null=True, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=60, default="日本語")
    easy_japanese = models.BooleanField(_("in easy Japanese"), default=False)
    transcript = models.TextField(
        _("transcript"), blank=True, help_text=_("What is said, in writing. A video needs it.")
    )
    author = models.CharField(_("author"), max_length=120, blank=True)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    reviewed_on = models.DateField(_("last reviewed"), null=True, blank=True)
    body = StreamField(BodyBlock(MATERIAL), verbose_name=_("text"), blank=True)

    template = "resources/learning_material_page.html"
    parent_page_types: ClassVar[list[str]] = ["resources.LearnIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    objects = MaterialManager()

    class Meta:
        verbose_name = _("learning material")
        verbose_name_plural = _("learning materials")
        indexes = (models.Index(fields=("-published_on",), name="resources_materials_newest"),)

    if TYPE_CHECKING:
        event_links: Any  # what the events feature calls its way back to a material

    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        MultiFieldPanel(["material_type", "audiences", "theme"], heading=_("What it is, and for whom")),
        MultiFieldPanel(
            ["document", "external_url", "pages", "minutes", "language", "easy_japanese"], heading=_("The material")
        ),
        "transcript",
        MultiFieldPanel(
            ["author", "publisher", "licence", "published_on", "reviewed_on"], heading=_("Where it is from")
        ),
        "body",
    ]

    @property
    def sessions(self) -> list[Any]:
        """The learning sessions that use it and that strangers may see."""
        return [link.event for link in self.event_links.select_related("event") if link.event.live]

    @property
    def short_facts(self) -> list[str]:
        """Pages, minutes and kind of file, as a card shows them."""
        facts = [
            ngettext("%(number)d page", "%(number)d pages", self.pages) % {"number": self.pages} if self.pages else "",
            ngettext("%(number)d minute", "%(number)d minutes", self.minutes) % {"number": self.minutes}
            if self.minutes
            else "",
            self.document.kind if self.document else "",
            gettext("in easy Japanese") if self.easy_japanese else "",
        ]
        return [fact for fact in facts if fact]

    def clean(self) -> None:
        super().clean()
        if self.material_type == MaterialType.VIDEO and not self.transcript.strip():
            raise ValidationError({"transcript": _("A video needs a transcript for those who cannot hear it.")})
