"""The form with which staff make a link to drafts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.domain.draft_links import MOST_DAYS, USUAL_DAYS


class DraftLinkForm(forms.Form):
    """Which drafts, and for how long."""

    pages = forms.TypedMultipleChoiceField(
        label=_("Pages to show"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these pages can be read, not those below them. What is written later is shown, too."),
    )
    days = forms.IntegerField(
        label=_("For how many days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("After that the link opens nothing. At most 30 days."),
    )

    def __init__(self, *args: Any, offered: Sequence[Page], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offered = {page.pk: page for page in offered}
        names = [(page.pk, page.get_admin_display_title()) for page in offered]
        self.fields["pages"].choices = names  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[Page]:
        """The pages that were ticked, in the order of the form."""
        return [page for number, page in self._offered.items() if number in self.cleaned_data["pages"]]
