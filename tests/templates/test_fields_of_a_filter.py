import pytest
from django import forms
from django.template.loader import render_to_string

from portal.core.templatetags.portal import filter_field
from portal.core.widgets import ChoiceSelect, DayInput, facts_of


class Narrowing(forms.Form):
    kind = forms.ChoiceField(label="種類", required=False, choices=[("", "すべて"), ("a", "あ")], widget=ChoiceSelect)
    day = forms.DateField(label="日", required=False, widget=DayInput)
    free = forms.BooleanField(label="無料", required=False)


def afresh(field):
    return render_to_string("components/form_field.html", {"field": field, "quiet": True})


@pytest.mark.parametrize("name", ["kind", "day", "free"])
@pytest.mark.parametrize(
    "asked",
    [{}, {"kind": "a", "day": "2026-11-23", "free": "on"}, {"kind": "b", "day": "いつか"}, {"day": "2026-11-24"}],
)
def test_a_field_is_drawn_as_if_it_had_never_been_drawn(name, asked):
    filter_field(Narrowing({"kind": "a", "day": "2026-11-23", "free": "on"})[name])
    filter_field(Narrowing({})[name])

    assert filter_field(Narrowing(asked)[name]) == afresh(Narrowing(asked)[name])


def test_a_field_with_other_choices_is_another_drawing():
    filter_field(Narrowing({})["kind"])
    later = Narrowing({})
    later.fields["kind"].choices = [("", "すべて"), ("c", "新しい種類")]

    assert "新しい種類" in filter_field(later["kind"])


def test_what_somebody_typed_wrongly_is_not_kept():
    assert facts_of(Narrowing({"day": "いつか"})["day"]) is None
