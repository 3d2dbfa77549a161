"""Form fields that take what people in Japan write."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.core.calendar import parse_date


class JapaneseDateField(forms.DateField):
    """A date in western years or in an era, in any width: 2026/11/23, 令和8年11月23日, R8.11.23."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Write the date like 2026年4月1日 or 令和8年4月1日.")}

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, str):
            try:
                return parse_date(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value
