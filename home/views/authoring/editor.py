"""What the editor loads for the check of writing."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def script() -> SafeString:
    """The words of the script, and the script itself."""
    return format_html(
        '{}<script src="{}" defer></script>',
        json_script(_words(), "authoring-words"),
        static("portal/cms/authoring.js"),
    )


def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/authoring.css"))


def _words() -> dict[str, str]:
    # The address without what the script adds of its own.
    check = reverse("authoring_check", args=("page", 0)).removesuffix("page/0/")
    return {
        "check": check,
        "heading": _("Check of writing"),
        "list": _("List of findings"),
        "some": _("To look at: %n (%s)"),
        "none": _("Nothing was found. Well written."),
        "between": pgettext("between counts", ", "),
        "colon": pgettext("between a verb and its object", ": "),
        "mend": pgettext("finding", "Correct it"),
        "mended": _("Corrected. The text is checked again."),
        "byHand": _("The text has changed meanwhile. Please correct it by hand."),
        "becomes": pgettext("correction", "becomes"),
        "nothing": _("(nothing)"),
    }
