"""What the kit adds to Wagtail; only registers."""

from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from portal.core import accounts
from portal.core.counting import shows
from portal.core.domain import emergency
from portal.core.domain.imports import receiving, undoing, working
from portal.core.viewsets import TownBasicsGroup

register_snippet(TownBasicsGroup)
# After Wagtail has asked who may see the page, before views that answer in its place.
AFTER_RESTRICTIONS: Final = 50


@hooks.register("before_serve_page", order=AFTER_RESTRICTIONS)
def note_which_page_is_shown(page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]) -> None:
    shows(request, page.pk)


class RolesFormatter(LogFormatter):
    label = _("Change roles")

    def format_message(self, entry: Any) -> str:
        before, after = ("、".join(entry.data.get(name, ())) or "－" for name in ("before", "after"))
        return gettext("Changed the roles: %(before)s → %(after)s") % {"before": before, "after": after}


@hooks.register("after_bulk_action")
def roles_given_to_many(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail writes nothing down when it gives many accounts a role at once."""
    if action_type == "assign_role":
        for account in objects:
            after = sorted(account.groups.values_list("name", flat=True))
            log(instance=account, action=accounts.ROLES_CHANGED, data={"before": [], "after": after})


@hooks.register("register_log_actions")
def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the audit log tells of what is not Wagtail's own doing."""
    actions.register_action(accounts.LOGGED_IN, _("Log in"), _("Logged in"))
    actions.register_action(accounts.LOGGED_OUT, _("Log out"), _("Logged out"))
    actions.register_action(accounts.LOG_IN_FAILED, _("Wrong password"), _("A log-in with a wrong password failed"))
    actions.register_action(accounts.ROLES_CHANGED)(RolesFormatter)
    actions.register_action(emergency.SWITCHED_ON, _("Show an emergency notice"), _("Showed the notice on every page"))
    actions.register_action(
        emergency.PROLONGED, _("End of an emergency notice"), _("Changed how long the notice stands")
    )
    actions.register_action(emergency.SWITCHED_OFF, _("Stop an emergency notice"), _("Took the notice off every page"))
    actions.register_action(receiving.UPLOADED, _("Upload open data"), _("Uploaded open data to be checked"))
    actions.register_action(receiving.DROPPED, _("Drop open data"), _("Did not take the uploaded open data over"))
    actions.register_action(working.APPLIED, _("Take open data over"), _("Took open data over"))
    actions.register_action(undoing.UNDONE, _("Undo an import"), _("Undid the import of open data"))
