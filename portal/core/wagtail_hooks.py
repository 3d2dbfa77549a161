"""What the kit adds to Wagtail; only registers."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from portal.core import accounts
from portal.core.domain import emergency
from portal.core.domain.imports import receiving, undoing, working
from portal.core.viewsets import TownBasicsGroup

register_snippet(TownBasicsGroup)


@hooks.register("register_log_actions")
def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the audit log tells of what is not Wagtail's own doing."""
    actions.register_action(accounts.LOGGED_IN, _("Log in"), _("Logged in"))
    actions.register_action(accounts.LOGGED_OUT, _("Log out"), _("Logged out"))
    actions.register_action(accounts.LOG_IN_FAILED, _("Wrong password"), _("A log-in with a wrong password failed"))
    actions.register_action(emergency.SWITCHED_ON, _("Show an emergency notice"), _("Showed the notice on every page"))
    actions.register_action(
        emergency.PROLONGED, _("End of an emergency notice"), _("Changed how long the notice stands")
    )
    actions.register_action(emergency.SWITCHED_OFF, _("Stop an emergency notice"), _("Took the notice off every page"))
    actions.register_action(receiving.UPLOADED, _("Upload open data"), _("Uploaded open data to be checked"))
    actions.register_action(receiving.DROPPED, _("Drop open data"), _("Did not take the uploaded open data over"))
    actions.register_action(working.APPLIED, _("Take open data over"), _("Took open data over"))
    actions.register_action(undoing.UNDONE, _("Undo an import"), _("Undid the import of open data"))
