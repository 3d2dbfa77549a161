"""The pages under which events and meeting outcomes stand."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.core.models import CheckedBelowPermissions, PortalPage


class EventIndexPage(PortalPage):
    """/events/: all events, with filters and a calendar."""

    week_starts_on_monday = models.BooleanField(_("weeks in the calendar start on Monday"), default=False)

    opens_with: ClassVar[Mapping[str, str]] = {
        "title": "活動・学習会",
        "slug": "events",
        "summary": "これから開かれる活動や学習会です。日にちや地域からさがせます。",
    }
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.EventPage"]
    max_count = 1
    template = "events/event_index_page.html"

    content_panels: ClassVar[list[Any]] = [*PortalPage.content_panels, FieldPanel("week_starts_on_monday")]

    class Meta:
        verbose_name = _("list of events")
        verbose_name_plural = _("lists of events")


class MeetingIndexPage(PortalPage):
    """/meetings/: what came out of meetings."""

    opens_with: ClassVar[Mapping[str, str]] = {
        "title": "会議・座談会の結果",
        "slug": "meetings",
        "summary": "話し合ったこと、決まったこと、これからすることをお知らせします。",
    }
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["events.MeetingOutcomePage"]
    max_count = 1
    template = "events/meeting_index_page.html"

    class Meta:
        verbose_name = _("list of meeting outcomes")
        verbose_name_plural = _("lists of meeting outcomes")

    def permissions_for_user(self, user: Any) -> CheckedBelowPermissions:
        return CheckedBelowPermissions(user, self)
