"""What staff write on a link that leads outside."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.links.answers import NO_NOTE


class LinkNoteForm(forms.Form):
    note = forms.CharField(
        label=pgettext_lazy("link", "Note"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those after you, for example “moved in April, the new address will follow”."),
    )
    is_exception = forms.BooleanField(
        label=_("Do not check this link"),
        required=False,
        help_text=_("For a site that answers people but no machine. It then counts as working."),
    )

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = super().clean() or {}
        if cleaned.get("is_exception") and not cleaned.get("note"):
            self.add_error("note", NO_NOTE)
        return cleaned
