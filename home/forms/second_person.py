"""What the second person is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    """What the second person decides, about the very text that was shown."""

    read = forms.CharField(widget=forms.HiddenInput)
    has_looked = forms.BooleanField(
        label=_("I looked at every place in the list, and nobody can be recognised by it."), required=False
    )
    note = forms.CharField(
        label=_("What has to be changed"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed when you send the text back. The writer reads it."),
    )
