"""Form widgets that cost little to draw."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


class ChoiceSelect(forms.Select):
    """A list of choices without groups, drawn in one go: Django renders two templates for each choice."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value) or ())
        options = "\n".join(
            f'<option value="{conditional_escape("" if code is None else code)}"'
            f"{' selected' if str(code or '') in chosen else ''}>{conditional_escape(str(label))}</option>"
            for code, label in self.choices
        )
        return SafeString(f"<select{self._attributes(name, attrs)}>\n{options}\n</select>")

    def _attributes(self, name: str, attrs: Any) -> SafeString:
        return flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})


class DayInput(forms.DateInput):
    """A day, drawn in one go: Django renders two templates for it."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        day = self.format_value(value)
        given = {"type": "date", "name": name, **({"value": day} if day else {})}
        return format_html("<input{}>", flatatt({**given, **self.build_attrs(self.attrs, attrs)}))


def facts_of(field: forms.BoundField) -> tuple[Any, ...] | None:
    """All that the drawing of a field depends on; nothing for one that is refused, and for widgets not known here.

    A value that was not refused is one of few, so drawings may be kept by these facts.
    """
    asked, widget = field.field, field.field.widget
    if type(widget) not in (ChoiceSelect, DayInput, forms.CheckboxInput) or field.errors:
        return None
    named = (field.html_name, field.auto_id, str(field.label), str(field.help_text))
    marked = (asked.required, asked.disabled, field.form.use_required_attribute, *widget.attrs.items())
    return type(widget), named, marked, field.value(), tuple(getattr(widget, "choices", ()))
