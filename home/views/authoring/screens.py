"""What the screens of the check of writing add to Wagtail: addresses, the report, words of the log."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from home.domain.authoring.gate import CALLED_OFF, PUBLISHED_OVER
from home.domain.authoring.mending import MENDED, UNDONE
from home.views.authoring import checking, mending, pasting, publishing, report
from home.views.authoring import text as authoring


def addresses() -> list[URLPattern]:
    new_page = "authoring/check/new/<slug:app>/<slug:model>/<int:parent_pk>/"
    return [
        path("authoring/check/<slug:kind>/<int:pk>/", checking.check, name="authoring_check"),
        path(new_page, checking.check_new_page, name="authoring_check_new_page"),
        path("authoring/check/new/<slug:kind>/", checking.check_new_listing, name="authoring_check_new_listing"),
        path("authoring/paste/", pasting.paste, name="authoring_paste"),
        path("authoring/<slug:kind>/<int:pk>/", authoring.text, name="authoring_text"),
        path("authoring/<slug:kind>/<int:pk>/mend/", authoring.mend_text, name="authoring_mend"),
        path("authoring/<slug:kind>/<int:pk>/publish/", authoring.publish, name="authoring_publish_over"),
        path("reports/authoring/", report.AuthoringReport.as_view(), name="authoring_report"),
        path(
            "reports/authoring/results/",
            report.AuthoringReport.as_view(results_only=True),
            name="authoring_report_results",
        ),
        path("reports/authoring/together/", mending.mendings, name="authoring_mendings"),
        path("reports/authoring/together/<int:pk>/undo/", mending.undo_mending, name="authoring_undo"),
        path("reports/authoring/together/<slug:rule>/", mending.mend_rule, name="authoring_mend_rule"),
    ]


class AuthoringReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(report.PERMISSION))


def report_menu_item() -> MenuItem:
    return AuthoringReportMenuItem(
        _("Check of writing"), reverse("authoring_report"), name="authoring", icon_name="glasses", order=100
    )


def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the log tells of the check."""
    actions.register_action(PUBLISHED_OVER)(publishing.OverStopFormatter)
    actions.register_action(
        CALLED_OFF, _("Call off a publication"), _("Not published at its time: the check says stop")
    )
    actions.register_action(MENDED, _("Correct by the check"), _("Corrected what the check of writing found"))
    actions.register_action(UNDONE, _("Take a correction back"), _("Took a correction of the check back"))
