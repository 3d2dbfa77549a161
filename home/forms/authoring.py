"""The word of somebody who publishes although the checker says stop."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OverStopForm(forms.Form):
    """A reason; ``read`` tells which findings were on the screen."""

    reason = forms.CharField(
        label=_("Reason why it is published all the same"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Your name, the time and this reason stay on record."),
        error_messages={"required": _("Write why it is published all the same.")},
    )
    read = forms.CharField(widget=forms.HiddenInput, max_length=40)
