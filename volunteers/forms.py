"""What narrows the list of calls, and what a volunteer fills in."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.core.fields import JapaneseDateField
from portal.core.kana import fold_width, to_katakana
from portal.core.models import CommunityArea, Topic
from portal.core.phone import clean_phone
from volunteers.enums import DaySlot, When
from volunteers.models import Volunteer
from volunteers.querysets import VolunteerOpportunityQuerySet
from volunteers.rules import needs_guardian

KANJI: Final = re.compile("[々〇㐀-鿿]")


class CallFilterForm(forms.Form):
    """The choices in the address; what is wrong in it is passed over."""

    area = forms.ChoiceField(label=_("Community area"), required=False)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    when = forms.ChoiceField(label=pgettext_lazy("filter", "When"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._offer("area", CommunityArea.objects.values_list("code", "name"))
        self._offer("topic", Topic.objects.in_use().values_list("code", "label"))
        self._offer("when", When.choices)

    def narrow(self, calls: VolunteerOpportunityQuerySet, now: datetime) -> VolunteerOpportunityQuerySet:
        """The calls that answer every choice."""
        self.is_valid()
        if area := self.cleaned_data.get("area"):
            calls = calls.in_area(area)
        if topic := self.cleaned_data.get("topic"):
            calls = calls.about(topic)
        if when := self.cleaned_data.get("when"):
            calls = calls.at(when, now)
        return calls

    def chosen(self, query: QueryDict) -> list[tuple[str, str]]:
        """What is chosen, as (words, query string without this choice)."""
        self.is_valid()
        return [
            (str(dict(self._choices(name))[value]), "?" + _without(query, name, "page"))
            for name, value in self.cleaned_data.items()
            if value
        ]

    def _choices(self, name: str) -> list[Any]:
        field = self.fields[name]
        return list(field.choices) if isinstance(field, forms.ChoiceField) else []  # type: ignore[arg-type]

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", pgettext_lazy("filter", "All")), *choices]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("guardian_name", "guardian_phone"):
            # Neither required nor optional: it depends on the date of birth, and the label has to say so.
            self.fields[name].needed_when = _("required under 18")  # type: ignore[attr-defined]
        self.fields["guardian_name"].help_text = _("If you are 18 or older, leave this and the next field empty.")
        if self.instance.pk:
            # Given once and never shown again; staff put a wrong one right.
            del self.fields["birth_date"]

    def clean_family_kana(self) -> str:
        return _katakana(self.cleaned_data["family_kana"])

    def clean_given_kana(self) -> str:
        return _katakana(self.cleaned_data["given_kana"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_guardian_phone(self) -> str:
        return clean_phone(self.cleaned_data["guardian_phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        born = cleaned.get("birth_date") or self.instance.birth_date
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


def _katakana(words: str) -> str:
    if KANJI.search(words):
        raise forms.ValidationError(_("Write how the name is read, for example ヤマダ."))
    return to_katakana(fold_width(words)).strip()


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()
