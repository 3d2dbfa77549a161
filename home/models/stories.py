from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager

from home.querysets import StoryQuerySet
from portal.core.blocks import BodyBlock
from portal.core.listing import cut
from portal.core.models import CheckedBeforePublished, CheckedBelowPermissions, PortalPage, TextCheck
from portal.core.second_person import CheckDecision

STORY: Final = (
    ("はじまり", "paragraph"),
    ("みんなで取り組んだこと", "paragraph"),
    ("いまの様子", "paragraph"),
    ("これから", "paragraph"),
)


class StoryIndexPage(PortalPage):
    """All stories, the newest first."""

    opens_with: ClassVar[Mapping[str, str]] = {
        "title": "取組事例",
        "slug": "stories",
        "summary": "困りごとに、地域のみんなで取り組んだ話を集めました。",
    }
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.StoryPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of stories")
        verbose_name_plural = _("lists of stories")

    def permissions_for_user(self, user: Any) -> CheckedBelowPermissions:
        return CheckedBelowPermissions(user, self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stories = StoryPage.objects.child_of(self).readable().newest_first().cards()
        return super().get_context(request, *args, **kwargs) | {"stories": cut(request, stories, size=12)}


class StoryPage(CheckedBeforePublished, PortalPage):  # type: ignore[django-manager-missing]  # their rows are read below
    """取組事例: how neighbours made somebody's trouble their own."""

    told_on = models.DateField(_("date of the story"))
    teller = models.CharField(_("who tells it"), max_length=120, blank=True)
    body = StreamField(BodyBlock(STORY), verbose_name=_("body"))

    objects = PageManager.from_queryset(StoryQuerySet)()
    # It tells of people: is it still right for them that everybody reads it?
    review_after_days: ClassVar[int | None] = 730

    parent_page_types: ClassVar[list[str]] = ["home.StoryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    checked_text_template: ClassVar[str] = "home/story_text.html"
    content_panels: ClassVar[list[Any]] = [
        *PortalPage.content_panels,
        MultiFieldPanel(["told_on", "teller"], heading=_("The story")),
        "body",
    ]

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = StoryPage.objects.readable().newest_first().not_page(self).cards()[:3]
        return super().get_context(request, *args, **kwargs) | {"others": others}


class StoryCheck(TextCheck):
    """A second person's word on a story."""

    page = models.ForeignKey(StoryPage, on_delete=models.CASCADE, related_name="checks", verbose_name=_("story"))

    wagtail_reference_index_ignore = True

    class Meta(TextCheck.Meta):
        verbose_name = _("check of a story")
        verbose_name_plural = _("checks of stories")
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(decision=CheckDecision.RETURNED) | ~models.Q(note=""),
                name="home_a_story_sent_back_says_why",
                violation_error_message=_("Write what has to be changed."),
            ),
        )
