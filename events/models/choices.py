from typing import Any

from django import forms
from django.db import models


class NumbersField(models.JSONField):
    """A few whole numbers out of fixed choices, ticked in a row of boxes; kept as a list."""

    def __init__(self, *args: Any, labels: type[models.IntegerChoices] | None = None, **kwargs: Any) -> None:
        self.labels = labels
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label=kwargs.get("label", str(self.verbose_name).capitalize()),
            help_text=self.help_text,
            choices=self.labels.choices if self.labels else (),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
