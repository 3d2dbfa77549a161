"""What somebody says who reorganises the town hall."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.domain.reorganisation.planning import refusal
from portal.core.calendar import today_in_town
from portal.core.fields import JapaneseDateField
from portal.core.models import Section


class ReorganisationForm(forms.Form):
    """Which sections become what, and from when."""

    closing = forms.ModelMultipleChoiceField(
        label=_("Sections that change"),
        queryset=Section.objects.filter(is_closed=False),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One to give it another name. Two or more to merge them into one."),
        error_messages={"required": _("Choose the sections that change.")},
    )
    new_name = forms.CharField(
        label=_("New name"), max_length=60, help_text=_("The name of one of them if the others go into that one.")
    )
    takes_effect_on = JapaneseDateField(
        label=_("From which day"),
        initial=lambda: today_in_town(timezone.now()),
        help_text=_("On a later day it is carried out by itself, early in the morning."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("closing") and "new_name" in cleaned:
            cleaned["closing"] = list(cleaned["closing"])
            if reason := refusal(cleaned["closing"], cleaned["new_name"]):
                self.add_error("new_name", reason.label)
        return cleaned
