"""What is asked of those who decide, publish urgently, go away or keep the routes."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.models import Absence, Route, RouteStep
from portal.core.models import Section, User

_SMALL = {"rows": 3}


class DecisionForm(forms.Form):
    """A comment for the whole, and one for each place of the text; ``read`` names the revision on the screen."""

    read = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("Comment for the whole"), required=False, max_length=1000, widget=forms.Textarea(attrs=_SMALL)
    )

    def __init__(self, places: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = [f"at-{number}" for number, _place in enumerate(places)]
        for name, place in zip(self._names, places, strict=True):
            self.fields[name] = forms.CharField(
                label=_("What to change here: %(place)s") % {"place": place},
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def at_places(self) -> list[Any]:
        """The fields of the places, in reading order."""
        return [self[name] for name in self._names]

    def said_at_places(self) -> list[str]:
        return [self.cleaned_data[name] for name in self._names]


class UrgentForm(forms.Form):
    """Why it cannot wait."""

    reason = forms.CharField(
        label=_("Reason why it cannot wait for approval"),
        max_length=1000,
        widget=forms.Textarea(attrs=_SMALL),
        help_text=_("Your name, the time and this reason stay on record."),
        error_messages={"required": _("Write why it cannot wait for approval.")},
    )


class AfterwardsForm(forms.Form):
    """The word of the one who confirms."""

    note = forms.CharField(label=_("Comment"), required=False, max_length=1000, widget=forms.Textarea(attrs=_SMALL))


def _staff() -> Any:
    return (
        User.objects.filter(is_active=True, section__isnull=False)
        .select_related("section")
        .order_by("section__sort_order", "last_name", "first_name", "pk")
    )


class _Colleague(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}（{obj.section}）"


class _Colleagues(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj}（{obj.section}）"


class AbsenceForm(forms.ModelForm[Absence]):
    """Who is away, and who decides for them."""

    class Meta:
        model = Absence
        fields = ("person", "deputy", "first_day", "last_day")
        field_classes: ClassVar[dict[str, Any]] = {"person": _Colleague, "deputy": _Colleague}
        widgets: ClassVar[dict[str, Any]] = {
            "first_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, user: User, *args: Any, for_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["deputy"].queryset = _staff() if for_all else _staff().exclude(pk=user.pk)
        fields["person"].queryset = _staff() if for_all else _staff().filter(pk=user.pk)
        self.initial.setdefault("person", user.pk)


class RouteForm(forms.ModelForm[Route]):
    """Whose route it is, and whether it binds."""

    class Meta:
        model = Route
        fields = ("name", "section", "is_binding")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["section"].queryset = Section.objects.filter(is_closed=False)
        fields["section"].empty_label = pgettext_lazy("route of approval", "All sections without a route of their own")
        if self.instance.pk:
            fields["section"].disabled = True


class StepForm(forms.ModelForm[RouteStep]):
    """One step: at least one seat."""

    groups = forms.ModelMultipleChoiceField(
        label=_("roles"), queryset=Group.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    people = _Colleagues(
        label=_("people by name"), queryset=User.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = RouteStep
        fields = ("position", "name", "by_chief", "by_head", "groups", "people", "needs", "days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["people"].queryset = _staff()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("by_chief", "by_head", "groups", "people")):
            raise forms.ValidationError(_("Choose who decides in this step."))
        return cleaned


class StepFormSet(forms.BaseInlineFormSet[RouteStep, Route, StepForm]):
    """All steps of a route; there is always one."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        if not self.errors_anywhere() and all(form.cleaned_data.get("DELETE") for form in kept):
            raise forms.ValidationError(_("A route needs at least one step."))

    def errors_anywhere(self) -> bool:
        return any(form.errors for form in self.forms)


Steps = forms.inlineformset_factory(Route, RouteStep, form=StepForm, formset=StepFormSet, extra=2, can_delete=True)
