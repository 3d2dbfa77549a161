from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from search.domain.aliases import refusals
from search.models import Alias, lines_of
from search.rules import Facets, Question


class NarrowForm(forms.Form):
    """The filters beside the results. Each choice says how many results it leaves."""

    q = forms.CharField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    area = forms.ChoiceField(
        label=_("Area"), required=False, help_text=_("What is for the whole town is shown with every area.")
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, question: Question, facets: Facets, *, labels: Mapping[str, Mapping[str, Any]]) -> None:
        narrowing = question.narrowing
        super().__init__(
            {"q": question.text, "kind": narrowing.kind, "area": narrowing.area, "topic": narrowing.topic},
            auto_id="narrow-%s",
        )
        counts = {"kind": facets.kinds, "area": facets.areas, "topic": facets.topics}
        for name, counted in counts.items():
            offered = _offered(labels[name], counted, chosen=getattr(narrowing, name))
            if not offered:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.choices = [("", _("All")), *offered]  # type: ignore[attr-defined]


def _offered(labels: Mapping[str, Any], counted: Mapping[str, int], *, chosen: str) -> list[tuple[str, str]]:
    return [
        (code, f"{label}（{counted.get(code, 0)}）")
        for code, label in labels.items()
        if counted.get(code) or code == chosen
    ]


class AliasForm(WagtailAdminModelForm):
    """Words that mean the same. ``standing`` is an alias that has one of the words already."""

    standing: Alias | None = None

    def clean_words(self) -> str:
        words = list(dict.fromkeys(lines_of(self.cleaned_data["words"])))
        if len(words) < 2:
            raise forms.ValidationError(_("Write at least two words, each on a line of its own."))
        refused = refusals(words, of=self.instance)
        self.standing = next((refusal.standing for refusal in refused if refusal.standing), None)
        if refused:
            raise forms.ValidationError([str(refusal) for refusal in refused])
        return "\n".join(words)


class NeedForm(WagtailAdminModelForm):
    """「こんなとき」: somebody must help with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        messages = self.formsets["helpers"].error_messages
        messages["too_few_forms"] = _("Name at least one kind of agency that helps.")

    def clean_words(self) -> str:
        return "\n".join(dict.fromkeys(lines_of(self.cleaned_data["words"])))
