"""What events and meetings add to Wagtail; only registers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin import widgets as wagtail_widgets
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events.domain.occurrences import skipped_months
from events.domain.outcomes import LOGGED_AS
from events.enums import PublishRefusal
from events.models import EventIndexPage, EventPage, MeetingIndexPage, MeetingOutcomePage
from events.views import checking, dates, spreadsheet
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
        path("outcomes/", checking.waiting, name="events_waiting"),
        path("outcomes/<int:pk>/check/", checking.check, name="events_check"),
        path("outcomes/<int:pk>/publish/", checking.publish, name="events_publish_checked"),
        path("events/sheet/", spreadsheet.sheets, name="events_sheet"),
        path("events/sheet/download/", spreadsheet.download, name="events_sheet_download"),
        path("events/sheet/<int:pk>/", spreadsheet.preview, name="events_sheet_preview"),
        path("events/sheet/<int:pk>/save/", spreadsheet.save_drafts, name="events_sheet_save"),
        path("events/sheet/<int:pk>/remarks/", spreadsheet.remarks, name="events_sheet_remarks"),
        path("events/<int:pk>/dates/", dates.dates, name="events_dates"),
        path("events/<int:pk>/dates/<int:occurrence_pk>/", dates.one_date, name="events_one_date"),
    ]


@hooks.register("register_log_actions")
def checks_in_the_history(actions: LogActionRegistry) -> None:
    for decision, name in LOGGED_AS.items():
        actions.register_action(name, decision.label, decision.label)


class WaitingMenuItem(MenuItem):
    """For those who may read what others wrote; an organisation sees only its own pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}))


@hooks.register("register_admin_menu_item")
def waiting_menu_item() -> MenuItem:
    return WaitingMenuItem(
        gettext_lazy("Checks of outcomes"),
        reverse("events_waiting"),
        name="outcome-checks",
        icon_name="view",
        order=250,
    )


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    if isinstance(page.specific, MeetingOutcomePage):
        yield wagtail_widgets.Button(_("Check by a second person"), check_address(page), icon_name="view", priority=15)
    if isinstance(page.specific, EventIndexPage) and page.permissions_for_user(user).can_add_subpage():
        yield wagtail_widgets.Button(_("By spreadsheet"), reverse("events_sheet"), icon_name="table", priority=15)
    if isinstance(page.specific, EventPage) and page.live:
        yield wagtail_widgets.Button(
            _("Single dates"), reverse("events_dates", args=(page.pk,)), icon_name="date", priority=15
        )


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Any, next_url: str | None = None) -> Any:
    if page.specific_class is MeetingOutcomePage:
        yield wagtail_widgets.Button(_("Check by a second person"), check_address(page), icon_name="view", priority=15)


@hooks.register("before_publish_page")
def only_checked_outcomes(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say it before the page itself refuses: the words of the editor are kept as a draft."""
    if isinstance(page, MeetingOutcomePage) and not page.is_checked():
        messages.warning(request, _("Kept as a draft. %(reason)s") % {"reason": PublishRefusal.UNCHECKED.label})
        return redirect(check_address(page))
    return None


@hooks.register("before_edit_page")
def only_checked_outcomes_are_approved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An approval that would publish waits for the second person."""
    approves = request.method == "POST" and request.POST.get("workflow-action-name") == "approve"
    if approves and isinstance(page, MeetingOutcomePage) and not page.is_checked():
        messages.warning(request, PublishRefusal.UNCHECKED.label)
        return redirect(check_address(page))
    return None


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


def check_address(page: Page) -> str:
    return reverse("events_check", args=(page.pk,))
