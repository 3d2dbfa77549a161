"""How staff see calls and volunteers in /cms/."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from volunteers.models import Volunteer, VolunteerOpportunity


class OpportunityViewSet(SnippetViewSet):
    model = VolunteerOpportunity
    icon = "group"
    menu_label = _("Calls for volunteers")
    list_display = ["title", "event", "apply_until", "is_public"]
    list_filter = ["is_public"]
    search_fields = ["title", "role"]


class VolunteerViewSet(SnippetViewSet):
    """Volunteers register themselves; staff look up, pause and end."""

    model = Volunteer
    icon = "user"
    menu_label = _("Volunteers")
    list_display = ["__str__", "area", "state", "expires_on"]
    list_filter = ["state", "area"]
    search_fields = ["family_name", "given_name", "family_kana", "given_kana"]
    panels: list[Any] = [
        MultiFieldPanel(["state", "expires_on", "guardian_agreed_on"], heading=_("Registration")),
        MultiFieldPanel(
            [
                FieldPanel("family_name", read_only=True),
                FieldPanel("given_name", read_only=True),
                FieldPanel("birth_date", read_only=True),
                FieldPanel("phone", read_only=True),
                FieldPanel("guardian_name", read_only=True),
                FieldPanel("guardian_phone", read_only=True),
                FieldPanel("skills", read_only=True),
            ],
            heading=_("Details given by the volunteer"),
        ),
    ]


class VolunteeringGroup(SnippetViewSetGroup):
    items = (OpportunityViewSet, VolunteerViewSet)
    menu_label = _("Volunteering")
    menu_icon = "group"
    menu_order = 260
