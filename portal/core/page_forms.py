"""The form in which staff write a page."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.core.slugs import free_slug, readable_slug


class PortalPageForm(WagtailAdminPageForm):
    """Offers the sections that still exist, and the one that the page already has.

    An address that the title brought along, or none, becomes one in plain letters that is free.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            field = self.fields["section"]
            field.queryset = field.queryset.filter(Q(is_closed=False) | Q(pk=self.instance.section_id))
            self._offer_the_section_of_the_writer()
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def _offer_the_section_of_the_writer(self) -> None:
        """A new page belongs to the section of whoever writes it, until they choose another."""
        section = getattr(self.for_user, "open_section", None)
        if self.instance.pk is None and not self.initial.get("section") and section is not None:
            self.initial["section"] = section.pk

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        # What somebody wrote in plain letters is theirs, and what stands on the site stays.
        if (slug and slug.isascii()) or (self.instance.pk and slug and slug == self.initial.get("slug")):
            return slug
        return free_slug(
            readable_slug(self.cleaned_data.get("title", "")),
            lambda slug: not Page._slug_is_available(slug, self.parent_page, self.instance),
        )
