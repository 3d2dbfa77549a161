"""What an import of open data asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.domain.imports.receiving import MOST_MEGABYTES
from portal.core.open_data.profile import load_profile, profile_names


def _kinds() -> list[tuple[str, str]]:
    return [
        ("", str(_("Find it out from the names of the columns"))),
        *((n, load_profile(n).title) for n in profile_names()),
    ]


class UploadForm(forms.Form):
    """A file, and what kind it is if the portal shall not find out."""

    file = forms.FileField(
        label=_("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt"}),
        help_text=_("At most %d MB. UTF-8 and Shift_JIS are told apart by themselves.") % MOST_MEGABYTES,
    )
    profile = forms.ChoiceField(label=_("Kind of open data"), choices=_kinds, required=False)
