"""Form widgets that cost little to draw."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class ChoiceSelect(forms.Select):
    """A list of choices without groups, drawn in one go: Django renders two templates for each choice."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = set(self.format_value(value) or ())
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                ("" if code is None else code, SafeString(" selected") if str(code or "") in chosen else "", label)
                for code, label in self.choices
            ),
        )
        return format_html("<select{}>\n{}\n</select>", self._attributes(name, attrs), options)

    def _attributes(self, name: str, attrs: Any) -> SafeString:
        return flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
