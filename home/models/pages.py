from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField

from home.models.front_page import front_page
from portal.core.blocks import BodyBlock
from portal.core.models import PortalPage

# With what a new page opens: headings, and the kind of block under each.
PLAIN: Final = (
    ("対象となる方", "paragraph"),
    ("内容", "paragraph"),
    ("必要なもの", "list"),
    ("申し込みの方法", "paragraph"),
)
DESK: Final = (("相談できること", "list"), ("相談の流れ", "list"), ("費用と秘密の取り扱い", "paragraph"))


class HomePage(PortalPage):
    """The front page: two doors, this week, find my area, what is new."""

    lead = models.CharField(_("opening sentence"), max_length=120, blank=True)
    join_text = models.CharField(_("text of the door to take part"), max_length=160, blank=True)
    ask_text = models.CharField(_("text of the door to ask"), max_length=160, blank=True)

    opens_with: ClassVar[Mapping[str, str]] = {
        "lead": "困ったときも、何かしたいときも、ここから。",
        "join_text": "地域の活動や学習会をさがして、参加できます。",
        "ask_text": "だれに聞けばよいか分からないときも、ご相談ください。",
    }
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = [
        "home.PlainPage",
        "home.ConsultationDeskPage",
        "home.StoryIndexPage",
        "events.EventIndexPage",
        "events.MeetingIndexPage",
        "resources.LearnIndexPage",
    ]
    max_count = 1
    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        "lead",
        MultiFieldPanel(["join_text", "ask_text"], heading=_("The two doors")),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"front": front_page(timezone.now())}


class PlainPage(PortalPage):
    """A page of words: about, policies, manuals for residents."""

    body = StreamField(BodyBlock(PLAIN), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.PlainPage"]
    subpage_types: ClassVar[list[str]] = ["home.PlainPage"]
    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, "body"]

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        below = self.get_children().live().public().in_menu()
        return super().get_context(request, *args, **kwargs) | {"below": below}


class ConsultationDeskPage(PortalPage):
    """「丸ごと」 the one desk that takes up every worry of a household."""

    phone = models.CharField(_("phone"), max_length=40)
    fax = models.CharField(_("FAX"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    hours = models.CharField(_("hours"), max_length=160)
    place = models.CharField(_("place"), max_length=160)
    access = models.CharField(_("how to get there"), max_length=200, blank=True)
    visit_note = models.CharField(
        _("visits"), max_length=200, blank=True, help_text=_("Whether and how somebody comes to the house.")
    )
    body = StreamField(BodyBlock(DESK), verbose_name=_("body"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count = 1
    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        MultiFieldPanel(
            ["phone", "fax", "email", "hours", "place", "access", "visit_note"], heading=_("How to reach the desk")
        ),
        "body",
    ]

    class Meta:
        verbose_name = _("consultation desk")
        verbose_name_plural = _("consultation desks")
