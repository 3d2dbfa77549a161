"""Forms of the staff side."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.models import EmergencyNotice


class NoticeForm(forms.ModelForm[EmergencyNotice]):
    """The words of an emergency notice; whether it is on is another press."""

    class Meta:
        model = EmergencyNotice
        fields = ("level", "title", "text", "url", "areas")
        widgets: ClassVar[dict[str, Any]] = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "level": forms.RadioSelect(),
            "areas": forms.CheckboxSelectMultiple(),
        }


class HowLongForm(forms.Form):
    """For how long a notice stands."""

    hours = forms.TypedChoiceField(
        label=_("Until"),
        coerce=int,
        choices=(
            ("0", _("until somebody stops it")),
            ("6", _("for 6 hours")),
            ("24", _("for 24 hours")),
            ("72", _("for 3 days")),
        ),
    )

    def until(self, now: datetime) -> datetime | None:
        """The end that was chosen, or nothing."""
        hours: int = self.cleaned_data["hours"]
        return now + timedelta(hours=hours) if hours else None
