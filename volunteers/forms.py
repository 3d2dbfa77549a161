"""What a volunteer fills in."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.fields import JapaneseDateField
from portal.core.kana import fold_width, to_katakana
from portal.core.phone import clean_phone
from volunteers.enums import DaySlot
from volunteers.models import Volunteer
from volunteers.rules import needs_guardian


class VolunteerForm(forms.ModelForm):
    """Only what is needed to place somebody and to reach them."""

    birth_date = JapaneseDateField(
        label=_("Date of birth"),
        help_text=_(
            "For example 1950年4月1日 or 昭和25年4月1日. We ask so that nobody under 18 takes part without a guardian."
        ),
    )
    free_at = forms.MultipleChoiceField(
        label=_("When you have time"), choices=DaySlot, required=False, widget=forms.CheckboxSelectMultiple
    )
    agrees = forms.BooleanField(
        label=_("I agree that the town and the council of social welfare use these details to place volunteers.")
    )

    class Meta:
        model = Volunteer
        fields: ClassVar[list[str]] = [
            "family_name",
            "given_name",
            "family_kana",
            "given_kana",
            "birth_date",
            "guardian_name",
            "guardian_phone",
            "phone",
            "contact_way",
            "area",
            "interests",
            "free_at",
            "skills",
            "transport",
            "photo_consent",
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "family_name": forms.TextInput({"autocomplete": "family-name"}),
            "given_name": forms.TextInput({"autocomplete": "given-name"}),
            "phone": forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
            "guardian_phone": forms.TextInput({"inputmode": "tel"}),
            "contact_way": forms.RadioSelect,
            "interests": forms.CheckboxSelectMultiple,
            "transport": forms.Select,
        }

    def clean_family_kana(self) -> str:
        return to_katakana(fold_width(self.cleaned_data["family_kana"])).strip()

    def clean_given_kana(self) -> str:
        return to_katakana(fold_width(self.cleaned_data["given_kana"])).strip()

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_guardian_phone(self) -> str:
        return clean_phone(self.cleaned_data["guardian_phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        born = cleaned.get("birth_date")
        today = timezone.localdate()
        if born and born >= today:
            self.add_error("birth_date", _("This date lies in the future."))
        elif born and needs_guardian(today, born=born):
            for name in ("guardian_name", "guardian_phone"):
                if not cleaned.get(name):
                    self.add_error(name, _("Somebody under 18 needs a guardian. Please fill this in."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """The fields of Volunteer, without the choices that are tables of their own."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"interests", "agrees"}}
