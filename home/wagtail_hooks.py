"""What the front adds to Wagtail; only registers."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.query import PageQuerySet

from home.domain.reach import keeps_to_own_pages, within_reach
from home.views import emergency
from home.views.my_work import MyWorkPanel

# What Wagtail puts on the first screen and 「わたしの仕事」 says better.
REPLACED_PANELS: Final = ("workflow_objects_to_moderate", "user_objects_in_workflow_moderation", "locked_pages")
# Guides that exist only in English.
ENGLISH_HELP: Final = ("editor-guide", "whats-new-in-wagtail")


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("emergency/", emergency.notices, name="emergency"),
        path("emergency/new/", emergency.edit, name="emergency_new"),
        path("emergency/<int:pk>/", emergency.edit, name="emergency_edit"),
        path("emergency/<int:pk>/show/", emergency.show, name="emergency_show"),
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
    """Organisations check no outcomes and read no reports."""
    if keeps_to_own_pages(request.user):
        menu_items[:] = [item for item in menu_items if item.name not in ("outcome-checks", "reports")]


@hooks.register("construct_page_chooser_queryset")
def drafts_of_others_are_not_chosen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return within_reach(pages, request.user)


@hooks.register("construct_explorer_page_queryset")
def drafts_of_others_are_not_listed(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return within_reach(pages, request.user)


@hooks.register("before_move_page")
def titles_are_not_shown_to_those_who_may_not_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks only at the move itself; its question "Move … to …?" would tell anybody any title."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied
