from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
