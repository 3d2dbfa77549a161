"""Forms of the screens on which accounts of the staff are kept."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.fields import JapaneseDateField
from portal.core.models import Section, User


class InvitationForm(forms.Form):
    """Who is invited, and what they may do."""

    email = forms.EmailField(label=_("e-mail address"), help_text=_("The link goes to this address, once."))
    last_name = forms.CharField(label=pgettext_lazy("person", "family name"), max_length=150)
    first_name = forms.CharField(label=pgettext_lazy("person", "given name"), max_length=150, required=False)
    role = forms.ModelChoiceField(label=_("role"), queryset=Group.objects.none(), empty_label=None)
    section = forms.ModelChoiceField(
        label=_("responsible section"),
        queryset=Section.objects.none(),
        required=False,
        help_text=_("Leave empty for organisations."),
    )

    def __init__(self, *args: Any, roles: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = roles  # type: ignore[attr-defined]
        self.fields["section"].queryset = Section.objects.open()  # type: ignore[attr-defined]


class LeavingForm(forms.Form):
    """From which day somebody does not come in any more."""

    leaves_on = JapaneseDateField(
        label=_("without access from"),
        required=False,
        help_text=_("For example 令和9年4月1日. Leave it empty if nothing is decided."),
    )


class WeeklyMailForm(forms.ModelForm[User]):
    """Whether one wants to hear on Mondays how much waits."""

    class Meta:
        model = User
        fields = ("gets_weekly_mail",)
