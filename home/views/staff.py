"""What the screens about staff add to Wagtail: addresses, menus, words of the log."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from home.domain.people import CALLED_OFF, ENDED, FACTOR_RESET, INVITED, JOINED, LEAVES
from home.views import people, roles


def addresses() -> list[URLPattern]:
    return [
        path("people/", people.people, name="people"),
        path("people/invite/", people.send_invitation, name="people_invite"),
        path("people/invitations/<int:pk>/call-off/", people.call_invitation_off, name="people_call_off"),
        path("people/<int:pk>/", people.person, name="person"),
        path("people/<int:pk>/end/", people.end, name="person_end"),
        path("people/<int:pk>/second-factor/", people.second_factor, name="person_second_factor"),
        path("people/roles/", roles.matrix_page, name="roles"),
    ]


class PeopleMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(people.PERMISSION))


def people_menu_item() -> MenuItem:
    return PeopleMenuItem(_("Staff and invitations"), reverse("people"), name="people", icon_name="group", order=40)


def roles_menu_item() -> MenuItem:
    return MenuItem(_("Who may what"), reverse("roles"), name="roles", icon_name="key", order=20)


def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/people.css"))


def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the log tells of what happens to accounts."""
    actions.register_action(INVITED, _("Invite staff"), _("Invited somebody of the staff"))
    actions.register_action(CALLED_OFF, _("Call off an invitation"), _("Called an invitation off"))
    actions.register_action(JOINED, _("Accept an invitation"), _("Made an account through an invitation"))
    actions.register_action(LEAVES, _("Day without access"), _("Set the day from which the account is closed"))
    actions.register_action(ENDED, _("End access"), _("Closed the account"))
    actions.register_action(FACTOR_RESET, _("Reset a second factor"), _("Reset the second factor of the account"))
