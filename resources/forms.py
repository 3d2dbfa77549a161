"""How lists are narrowed, and what staff write about listings."""

from collections.abc import Iterable
from typing import Any, ClassVar, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from portal.core.fields import JapaneseDateField
from portal.core.models import Audience, CommunityArea, Concern, Sector, Topic
from portal.core.phone import clean_phone
from portal.core.widgets import ChoiceSelect
from resources.enums import ConfirmedHow, MaterialType
from resources.models import AgencyType, BaseFunction, BaseType, GroupType

ALL: Final = ("", pgettext_lazy("filter", "All"))


class QuietChoiceField(forms.ChoiceField):
    """Addresses are typed, cut and shared: what they name wrongly is passed over."""

    widget = ChoiceSelect

    def clean(self, value: Any) -> str:
        code = str(self.to_python(value))
        return code if self.valid_value(code) else ""


class Filters(forms.Form):
    """A GET form. ``sources`` says from which entries the choices of a field come."""

    use_required_attribute = False
    sources: ClassVar[dict[str, Any]] = {}

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        for name, model in self.sources.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [ALL, *_choices_of(model)]
        self.full_clean()

    @property
    def active(self) -> bool:
        return any(self.cleaned_data.values())

    def chosen(self, address: QueryDict) -> list[tuple[str, str]]:
        """Each choice in words, with the query string that drops it."""
        return [
            (self._in_words(name, value), _without(address, name)) for name, value in self.cleaned_data.items() if value
        ]

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if not isinstance(field, QuietChoiceField):
            return str(field.label)
        choices: Any = field.choices
        return str(dict(choices)[value])


def _choices_of(model: Any) -> Iterable[tuple[str, str]]:
    if model is CommunityArea:
        return CommunityArea.objects.values_list("code", "name")
    labels: Iterable[tuple[str, str]] = model.objects.in_use().values_list("code", "label")
    return labels


def _without(address: QueryDict, name: str) -> str:
    rest = address.copy()
    for key in (name, "page"):
        rest.pop(key, None)
    return f"?{rest.urlencode()}"


class DirectoryFilters(Filters):
    area = QuietChoiceField(label=_("Area"), required=False)
    concern = QuietChoiceField(label=_("What weighs on you"), required=False)
    type = QuietChoiceField(label=_("Kind of agency"), required=False)
    sector = QuietChoiceField(label=_("Sector"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False)

    sources = {"area": CommunityArea, "concern": Concern, "type": AgencyType, "sector": Sector}


class BaseFilters(Filters):
    area = QuietChoiceField(label=_("Area"), required=False)
    function = QuietChoiceField(label=_("What you want to do"), required=False)
    type = QuietChoiceField(label=_("Kind of place"), required=False)
    open = forms.BooleanField(label=_("Open now"), required=False)

    sources = {"area": CommunityArea, "function": BaseFunction, "type": BaseType}


class GroupFilters(Filters):
    area = QuietChoiceField(label=_("Area"), required=False)
    type = QuietChoiceField(label=_("Kind of group"), required=False)
    topic = QuietChoiceField(label=_("Topic"), required=False)
    recruiting = forms.BooleanField(label=_("Looks for members"), required=False)

    sources = {"area": CommunityArea, "type": GroupType, "topic": Topic}


class LearnFilters(Filters):
    type = QuietChoiceField(label=_("Kind of material"), required=False, choices=[ALL, *MaterialType.choices])
    audience = QuietChoiceField(label=_("For whom"), required=False)
    topic = QuietChoiceField(label=_("Topic"), required=False)
    area = QuietChoiceField(label=_("Area"), required=False)
    easy = forms.BooleanField(label=_("In easy Japanese"), required=False)

    sources = {"audience": Audience, "topic": Topic, "area": CommunityArea}


class ListingForm(WagtailAdminModelForm):
    """What the staff side asks of every listing."""

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_fax(self) -> str:
        return clean_phone(self.cleaned_data["fax"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("whole_town") and not cleaned.get("areas"):
            self.add_error("areas", _("Choose the areas, or mark it as being for the whole town."))
        return cleaned


class ConfirmForm(forms.Form):
    """When and how somebody made sure; organisations always answer for themselves."""

    confirmed_on = JapaneseDateField(label=_("confirmed on"))
    how = forms.ChoiceField(label=_("how"), choices=ConfirmedHow.choices)

    def __init__(self, *args: Any, by_its_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_its_own:
            how = self.fields["how"]
            how.disabled, how.widget, how.initial = True, forms.HiddenInput(), ConfirmedHow.STEWARD
            self.initial["how"] = ConfirmedHow.STEWARD
