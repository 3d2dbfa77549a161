"""The form in which staff write a page."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm


class PortalPageForm(WagtailAdminPageForm):
    """Offers the sections that still exist, and the one that the page already has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            field = self.fields["section"]
            field.queryset = field.queryset.filter(Q(is_closed=False) | Q(pk=self.instance.section_id))
