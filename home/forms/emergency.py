"""What one screen asks when something happens."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.calendar import TOWN_CLOCK
from portal.core.fields import JapaneseDateField
from portal.core.gaps import filled, gaps_in, has_gaps
from portal.core.models import CommunityArea, EmergencyNotice

LONGEST_ANSWER: Final = 80
AT_A_MOMENT: Final = "at"
OPEN_END: Final = "0"
HOURS: Final = (
    ("3", _("for 3 hours")),
    ("6", _("for 6 hours")),
    ("12", _("for 12 hours")),
    ("24", _("for 24 hours")),
    ("48", _("for 2 days")),
    ("72", _("for 3 days")),
    ("168", _("for a week")),
)


class NoticeForm(forms.ModelForm[EmergencyNotice]):
    """The words of an emergency notice. Each gap ［…］ of them is a field of its own."""

    class Meta:
        model = EmergencyNotice
        fields = ("level", "title", "text", "url", "areas", "is_drill")
        widgets: ClassVar[dict[str, Any]] = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 5}),
            "level": forms.RadioSelect(),
            "areas": forms.CheckboxSelectMultiple(),
        }
        labels: ClassVar[dict[str, Any]] = {"is_drill": _("This is a drill")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = self.fields["level"].choices[-3:]  # type: ignore[attr-defined]
        self.fields["areas"].help_text = _("Without a tick it is for the whole town.")
        self.fields["areas"].queryset = CommunityArea.objects.all()  # type: ignore[attr-defined]
        self._gaps = {f"gap_{number}": name for number, name in enumerate(gaps_in(*self._words()))}
        for key, name in self._gaps.items():
            self.fields[key] = forms.CharField(label=name, max_length=LONGEST_ANSWER, required=False)

    def _words(self) -> tuple[str, str]:
        """Title and text as they stand in the form."""
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        return str(given.get("title") or ""), str(given.get("text") or "")

    @property
    def gap_fields(self) -> list[forms.BoundField]:
        return [self[key] for key in self._gaps]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", "text", "url")]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        answers = {name: cleaned.get(key, "") for key, name in self._gaps.items()}
        for key, name in self._gaps.items():
            if not answers[name]:
                self.add_error(key, _("Write it here, or take the brackets out of the words below."))
        for name in ("title", "text"):
            if name in cleaned:
                cleaned[name] = filled(cleaned[name], answers)
                self._check_length(name, cleaned[name])
        if not self.errors and has_gaps(cleaned["title"], cleaned.get("text", "")):
            self.add_error("text", _("Put words where a ○ stands."))
        return cleaned

    def _check_length(self, name: str, words: str) -> None:
        limit = EmergencyNotice._meta.get_field(name).max_length  # type: ignore[union-attr]
        if limit and len(words) > limit:
            self.add_error(name, ValidationError(_("With what was filled in it is longer than %d characters.") % limit))


class HowLongForm(forms.Form):
    """Until when a notice stands."""

    ends = forms.ChoiceField(
        label=_("How long does it stand?"),
        choices=(*HOURS, (AT_A_MOMENT, _("until the day and time below")), (OPEN_END, _("until somebody stops it"))),
        initial="24",
        widget=forms.RadioSelect,
    )
    day = JapaneseDateField(label=_("Day of the end"), required=False)
    clock = forms.TimeField(label=_("Time of the end"), required=False, widget=forms.TextInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("ends") == AT_A_MOMENT:
            for name in ("day", "clock"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Write until when."))
        return cleaned

    def until(self, now: datetime) -> datetime | None:
        """The end that was chosen, or nothing."""
        ends = self.cleaned_data["ends"]
        if ends == AT_A_MOMENT:
            return datetime.combine(self.cleaned_data["day"], self.cleaned_data["clock"], TOWN_CLOCK)
        return now + timedelta(hours=int(ends)) if ends != OPEN_END else None
