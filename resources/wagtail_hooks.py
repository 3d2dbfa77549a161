"""What the directory adds to Wagtail; only registers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from portal.core.models import User
from resources.models import Listing
from resources.views.staff.viewsets import ResourcesGroup

register_snippet(ResourcesGroup)


@hooks.register("register_snippet_listing_buttons")
def confirm_button(snippet: Any, user: User, next_url: str | None = None) -> Iterator[Button]:
    """「内容を確認した」 beside each listing that ``user`` may change."""
    if not isinstance(snippet, Listing):
        return
    viewset = snippet.snippet_viewset  # type: ignore[attr-defined]
    if viewset.permission_policy.user_has_permission(user, "change"):
        address = reverse(viewset.get_url_name("confirm"), args=[snippet.pk])
        yield Button(_("Confirm that everything is right"), address, icon_name="check", priority=15)
