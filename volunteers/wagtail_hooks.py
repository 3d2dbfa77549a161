"""What volunteering adds to Wagtail; only registers."""

from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry

from volunteers.models import VolunteerOpportunity
from volunteers.views import names


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("calls/<int:pk>/names/", names.names, name="volunteers_names"),
        path("calls/<int:pk>/names.csv", names.names_csv, name="volunteers_names_csv"),
    ]


@hooks.register("register_snippet_listing_buttons")
def names_button(snippet: Any, user: Any, next_url: str | None = None) -> Any:
    if isinstance(snippet, VolunteerOpportunity) and user.has_perm(names.PERMISSION):
        yield Button(
            _("Names put down"), reverse("volunteers_names", args=(snippet.pk,)), icon_name="list-ul", priority=5
        )


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(names.EXPORTED, _("Export the names put down"), _("Exported the names put down"))
