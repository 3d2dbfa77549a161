"""What the front adds to Wagtail; only registers."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.domain.approval import away, deciding, urgent
from home.domain.approval.gate import CALLED_OFF as NOT_APPROVED
from home.domain.reach import keeps_to_own_pages, within_reach
from home.domain.reorganisation.applying import APPLIED, TAKEN_BACK
from home.domain.reviews import REVIEWED, stage_of, upkeep
from home.domain.upkeep import was_saved
from home.views import (
    draft_links,
    emergency,
    imports,
    links,
    manual,
    new_pages,
    numbers,
    reorganisation,
    reviews,
    saving,
    second_person,
    staff,
)
from home.views.account import WeeklyMailPanel
from home.views.admin_api import PagesWithinReach
from home.views.approval import editor as approval
from home.views.approval import keeping, passages
from home.views.approval import urgent as urgently
from home.views.authoring import editor, pasting, publishing, screens
from home.views.my_work import MyWorkPanel
from portal.core.calendar import japanese_date, today_in_town

# What Wagtail puts on the first screen and 「わたしの仕事」 says better.
REPLACED_PANELS: Final = ("workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages")
FIRST: Final = -1000
# Guides that exist only in English.
ENGLISH_HELP: Final = ("editor-guide", "whats-new-in-wagtail")


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("reorganisation/", reorganisation.reorganisations, name="reorganisations"),
        path("reorganisation/preview/", reorganisation.preview, name="reorganisation_preview"),
        path("reorganisation/<int:pk>/undo/", reorganisation.take_back, name="reorganisation_undo"),
        path("reorganisation/<int:pk>/call-off/", reorganisation.forget, name="reorganisation_call_off"),
        path("reviews/<int:pk>/", reviews.review, name="review"),
        path("reports/reviews/", reviews.report, name="reviews"),
        path("reports/links/", links.report, name="links"),
        path("links/<int:pk>/", links.link, name="link"),
        path("emergency/", emergency.notices, name="emergency"),
        path("emergency/new/", emergency.new, name="emergency_new"),
        path("emergency/<int:pk>/", emergency.edit, name="emergency_edit"),
        path("emergency/<int:pk>/end/", emergency.end, name="emergency_end"),
        path("emergency/<int:pk>/stop/", emergency.stop, name="emergency_stop"),
        path("emergency/<int:pk>/remove/", emergency.remove, name="emergency_remove"),
    ]


class EmergencyMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(emergency.PERMISSION))


@hooks.register("register_admin_menu_item")
def emergency_menu_item() -> MenuItem:
    return EmergencyMenuItem(
        _("Emergency notices"), reverse("emergency"), name="emergency", icon_name="warning", order=20
    )


@hooks.register("register_reports_menu_item")
def reviews_menu_item() -> MenuItem:
    return MenuItem(_("Pages to be looked at"), reverse("reviews"), name="reviews", icon_name="date", order=10)


class ReorganisationMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(reorganisation.PERMISSION))


@hooks.register("register_settings_menu_item")
def reorganisation_menu_item() -> MenuItem:
    return ReorganisationMenuItem(
        _("Reorganisation"), reverse("reorganisations"), name="reorganisation", icon_name="group", order=50
    )


@hooks.register("register_reports_menu_item")
def links_menu_item() -> MenuItem:
    return MenuItem(_("Check of links"), reverse("links"), name="links", icon_name="link", order=20)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def read_the_links_of_drafts(request: HttpRequest, thing: Any) -> None:
    was_saved(thing)


@hooks.register("register_log_actions")
def upkeep_in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(APPLIED, _("Reorganisation"), _("Carried out a reorganisation"))
    actions.register_action(TAKEN_BACK, _("Undo of a reorganisation"), _("Undid a reorganisation"))
    actions.register_action(REVIEWED, _("Confirm the contents"), _("Confirmed that the contents are right"))


@hooks.register("insert_global_admin_css")
def look_of_emergency_and_imports() -> SafeString:
    sheets = ((static("portal/cms/emergency.css"),), (static("portal/cms/imports.css"),))
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("insert_global_admin_css")
def look_of_upkeep() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/upkeep.css"))


@hooks.register("before_edit_page")
def say_that_a_page_waits(request: HttpRequest, page: Page) -> None:
    """The editor opens with what has to be done, and the button for it."""
    review_on, today = getattr(page, "review_on", None), today_in_town(timezone.now())
    if request.method != "GET" or not page.live or review_on is None or review_on > today:
        return
    words = {"stage": stage_of(review_on, today, upkeep()).label, "day": japanese_date(review_on)}
    button = messages.button(reverse("review", args=(page.pk,)), _("Look again"))
    messages.warning(request, _("%(stage)s (review date: %(day)s)") % words, buttons=[button])


@hooks.register("register_help_menu_item")
def log_in_settings() -> MenuItem:
    return MenuItem(_("Password and second factor"), reverse("mfa_index"), name="log-in", icon_name="key", order=10)


@hooks.register("construct_help_menu")
def no_english_guides(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu_items[:] = [item for item in menu_items if not item.name.startswith(ENGLISH_HELP)]


@hooks.register("construct_homepage_panels")
def my_work_first(request: HttpRequest, panels: list[Any]) -> None:
    panels[:] = [MyWorkPanel(), *(panel for panel in panels if panel.name not in REPLACED_PANELS)]


@hooks.register("construct_main_menu")
def only_what_one_may_do(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Organisations check no texts and read no reports."""
    if keeps_to_own_pages(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in ("second-person", "reports")]


@hooks.register("construct_page_chooser_queryset")
def drafts_of_others_are_not_chosen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return within_reach(pages, request.user)


@hooks.register("construct_explorer_page_queryset")
def drafts_of_others_are_not_listed(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return within_reach(pages, request.user)


@hooks.register("construct_admin_api")
def drafts_of_others_are_not_told(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", PagesWithinReach)


@hooks.register("before_move_page")
def titles_are_not_shown_to_those_who_may_not_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks only at the move itself; its question "Move … to …?" would tell anybody any title."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


hooks.register("register_admin_urls", screens.addresses)
hooks.register("register_reports_menu_item", screens.report_menu_item)
hooks.register("register_log_actions", screens.name_the_actions)
hooks.register("insert_editor_js", editor.script)
hooks.register("insert_editor_js", pasting.script)
hooks.register("insert_editor_js", saving.script)
hooks.register("insert_global_admin_css", editor.styles)
hooks.register("before_create_page", publishing.keep_back_a_new_page)
hooks.register("before_publish_page", publishing.ask_before_publishing)
hooks.register("after_create_page", publishing.tell_of_a_new_page)
hooks.register("after_edit_page", publishing.tell_after_saving)
hooks.register("after_create_snippet", publishing.tell_after_saving)
hooks.register("after_edit_snippet", publishing.tell_after_saving)
hooks.register("register_bulk_action", publishing.PublishWhatNothingStops, order=100)


@hooks.register("register_admin_urls")
def approval_urls() -> list[URLPattern]:
    return [
        path("approvals/", passages.approvals, name="approvals"),
        path("approvals/<int:pk>/", passages.approval, name="approval"),
        path("approvals/away/", keeping.away, name="approval_away"),
        path("approvals/away/<int:pk>/end/", keeping.back, name="approval_back"),
        path("approvals/routes/", keeping.routes, name="approval_routes"),
        path("approvals/routes/new/", keeping.route, name="approval_route_new"),
        path("approvals/routes/<int:pk>/", keeping.route, name="approval_route"),
        path("approvals/urgent/<slug:kind>/<int:pk>/", urgently.urgent, name="approval_urgent"),
        path("approvals/afterwards/<int:pk>/", urgently.afterwards, name="approval_afterwards"),
        path("approvals/remarks/<slug:kind>/<int:pk>/", approval.remarks, name="approval_remarks"),
    ]


class ApprovalsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(getattr(request.user, "section_id", None) or request.user.has_perm(away.KEEPS_ROUTES))


@hooks.register("register_admin_menu_item")
def approvals_menu_item() -> MenuItem:
    return ApprovalsMenuItem(_("Approvals"), reverse("approvals"), name="approvals", icon_name="success", order=30)


hooks.register("insert_editor_js", approval.script)
hooks.register("insert_global_admin_css", approval.styles)
hooks.register("before_edit_page", approval.say_where_it_stands)
hooks.register("before_edit_snippet", approval.say_where_it_stands)
hooks.register("before_create_page", approval.keep_back_a_new_page)
hooks.register("before_publish_page", approval.ask_before_publishing)
hooks.register("after_create_page", approval.tell_of_a_new_page)
hooks.register("construct_page_action_menu", approval.only_what_the_route_allows)
hooks.register("construct_snippet_action_menu", approval.only_what_the_route_allows)
hooks.register("register_page_header_buttons", approval.urgent_button)


@hooks.register("register_log_actions")
def approvals_in_the_history(actions: LogActionRegistry) -> None:
    actions.register_action(deciding.APPROVED)(approval.SaidFormatter)
    actions.register_action(deciding.RETURNED)(approval.ReturnedFormatter)
    actions.register_action(urgent.PUBLISHED)(approval.UrgentFormatter)
    actions.register_action(urgent.CONFIRMED)(approval.ConfirmedFormatter)
    actions.register_action(away.PUT_DOWN)(approval.DeputyFormatter)
    actions.register_action(away.ENDED)(approval.DeputyEndedFormatter)
    actions.register_action(
        NOT_APPROVED, _("Call off a publication"), _("Not published at its time: it is not approved")
    )


hooks.register("register_admin_urls", staff.addresses)
hooks.register("register_settings_menu_item", staff.people_menu_item)
hooks.register("register_help_menu_item", staff.roles_menu_item)
hooks.register("insert_global_admin_css", staff.styles)
hooks.register("register_log_actions", staff.name_the_actions)
hooks.register("register_account_settings_panel", WeeklyMailPanel)

hooks.register("before_create_page", new_pages.make_once, order=FIRST)
hooks.register("after_create_page", new_pages.note_what_was_made, order=FIRST)
hooks.register("before_edit_page", saving.note_who_saves, order=FIRST)
hooks.register("before_edit_snippet", saving.note_who_saves, order=FIRST)

hooks.register("register_admin_urls", second_person.addresses)
hooks.register("register_admin_menu_item", second_person.menu_item)
hooks.register("register_log_actions", second_person.name_the_actions)
hooks.register("register_page_header_buttons", second_person.button)
hooks.register("register_page_listing_more_buttons", second_person.button)
hooks.register("before_publish_page", second_person.only_checked_texts)
hooks.register("before_edit_page", second_person.only_checked_texts_are_approved)

hooks.register("register_admin_urls", imports.addresses)
hooks.register("register_settings_menu_item", imports.menu_item)

hooks.register("register_admin_urls", numbers.addresses)
hooks.register("register_reports_menu_item", numbers.menu_item)

hooks.register("register_admin_urls", manual.addresses)
hooks.register("register_admin_menu_item", manual.menu_item)
hooks.register("insert_global_admin_css", manual.styles)

hooks.register("register_admin_urls", draft_links.addresses)
hooks.register("register_page_header_buttons", draft_links.buttons)
hooks.register("register_page_listing_more_buttons", draft_links.buttons)
hooks.register("register_reports_menu_item", draft_links.menu_item)
hooks.register("register_log_actions", draft_links.name_the_actions)
hooks.register("insert_global_admin_css", draft_links.styles)
