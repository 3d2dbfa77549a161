"""What events and meetings add to Wagtail; only registers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin import widgets as wagtail_widgets
from wagtail.models import Page

from events.domain.occurrences import skipped_months
from events.models import EventIndexPage, EventPage, MeetingIndexPage
from events.views import dates, spreadsheet
from events.views.listing import event_list
from events.views.meetings import outcome_list

AFTER_RESTRICTIONS = 100


@hooks.register("before_serve_page", order=AFTER_RESTRICTIONS)
def lists_are_views(
    page: Page, request: HttpRequest, serve_args: list[Any], serve_kwargs: dict[str, Any]
) -> HttpResponse | None:
    """The two lists take choices from the address, which is work for a view."""
    if isinstance(page, EventIndexPage):
        return event_list(request, page)
    if isinstance(page, MeetingIndexPage):
        return outcome_list(request, page)
    return None


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("events/sheet/", spreadsheet.sheets, name="events_sheet"),
        path("events/sheet/download/", spreadsheet.download, name="events_sheet_download"),
        path("events/sheet/<int:pk>/", spreadsheet.preview, name="events_sheet_preview"),
        path("events/sheet/<int:pk>/save/", spreadsheet.save_drafts, name="events_sheet_save"),
        path("events/sheet/<int:pk>/remarks/", spreadsheet.remarks, name="events_sheet_remarks"),
        path("events/<int:pk>/dates/", dates.dates, name="events_dates"),
        path("events/<int:pk>/dates/<int:occurrence_pk>/", dates.one_date, name="events_one_date"),
    ]


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    if isinstance(page.specific, EventIndexPage) and page.permissions_for_user(user).can_add_subpage():
        yield wagtail_widgets.Button(_("By spreadsheet"), reverse("events_sheet"), icon_name="table", priority=15)
    if isinstance(page.specific, EventPage) and page.live:
        yield wagtail_widgets.Button(
            _("Single dates"), reverse("events_dates", args=(page.pk,)), icon_name="date", priority=15
        )


@hooks.register("after_publish_page")
def tell_about_dates(request: HttpRequest, page: Page) -> None:
    """What the editor has to know about the dates that were just written out."""
    if not isinstance(page, EventPage):
        return
    now = timezone.now()
    if not page.occurrences.upcoming(now).exists():
        messages.warning(request, _("This event has no date to come. Residents do not find it in the list."))
    if months := skipped_months(page, now=now):
        words = "、".join(f"{month.month}月" for month in months)
        messages.warning(
            request,
            ngettext(
                "%(months)s has no such day, so the event does not take place then."
                " If you mean the last day of each month, choose that repetition.",
                "%(months)s have no such day, so the event does not take place then."
                " If you mean the last day of each month, choose that repetition.",
                len(months),
            )
            % {"months": words},
        )
