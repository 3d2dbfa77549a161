"""What the account screen of the staff side asks beside Wagtail's own questions."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from home.forms.people import WeeklyMailForm


class WeeklyMailPanel(BaseSettingsPanel):  # type: ignore[misc]  # Wagtail carries no types
    """The one who is logged in turns their weekly mail on and off."""

    name = "weekly_mail"
    title = _("Weekly mail")
    tab = notifications_tab
    order = 200
    form_class = WeeklyMailForm
