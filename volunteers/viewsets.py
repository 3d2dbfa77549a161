"""How staff see calls and volunteers in /cms/."""

from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from volunteers.models import Volunteer, VolunteerOpportunity


class OpportunityViewSet(SnippetViewSet):
    model = VolunteerOpportunity
    icon = "group"
    menu_label = _("Calls for volunteers")
    list_display: ClassVar[list[Any]] = [
        "title",
        "event",
        "contact_name",
        "apply_until",
        BooleanColumn("is_public", label=_("shown to residents"), sort_key="is_public"),
    ]
    list_filter = ["is_public", "areas"]
    search_fields = ["title", "role", "contact_name"]
    search_backend_name = None
    copy_view_enabled = False


class RegisterThemselves(ModelPermissionPolicy):
    """Nobody adds a volunteer for somebody else: the consent is the person's own."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return super().user_has_any_permission(user, set(actions) - {"add"})


class VolunteerViewSet(SnippetViewSet):
    """Volunteers register themselves; staff look up, note the guardian's agreement, pause and end."""

    model = Volunteer
    icon = "user"
    menu_label = _("Volunteers")
    list_display = ["full_name", "full_kana", "area", "phone", "state", "guardian_agreed_on", "expires_on"]
    list_export = ["full_name", "full_kana", "area", "phone", "skills", "state", "registered_on", "expires_on"]
    export_filename = "volunteers"
    list_filter = ["state", "area", "interests"]
    search_fields = ["family_name", "given_name", "family_kana", "given_kana", "phone"]
    search_backend_name = None
    copy_view_enabled = False
    panels: list[Any] = [
        MultiFieldPanel(["state", "expires_on"], heading=_("Registration")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("guardian_name", read_only=True), FieldPanel("guardian_phone", read_only=True)]
                ),
                FieldPanel("guardian_agreed_on"),
            ],
            heading=_("Guardian (under 18)"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("family_name", read_only=True), FieldPanel("given_name", read_only=True)]),
                FieldRowPanel([FieldPanel("phone", read_only=True), FieldPanel("contact_way", read_only=True)]),
                FieldPanel("birth_date"),
                FieldPanel("skills", read_only=True),
            ],
            heading=_("Details given by the volunteer"),
        ),
    ]

    @cached_property
    def permission_policy(self) -> ModelPermissionPolicy:
        return RegisterThemselves(self.model)


class VolunteeringGroup(SnippetViewSetGroup):
    items = (OpportunityViewSet, VolunteerViewSet)
    menu_label = _("Volunteering")
    menu_icon = "group"
    menu_order = 260
