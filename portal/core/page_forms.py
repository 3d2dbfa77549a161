"""The form in which staff write a page."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.db.models import Q
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from portal.core.blocks import BodyBlock
from portal.core.slugs import free_slug, readable_slug


class PortalPageForm(WagtailAdminPageForm):
    """Offers the sections that still exist, and the one that the page already has.

    A new page opens with the words and the headings of its kind.
    An address that the title brought along, or none, becomes one in plain letters that is free.
    """

    # What tells the form of one new page from another: it may be sent twice, by itself and by a button.
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["opened"] = token_urlsafe(16)
        else:
            del self.fields["opened"]
        if "section" in self.fields:
            field = self.fields["section"]
            field.queryset = field.queryset.filter(Q(is_closed=False) | Q(pk=self.instance.section_id))
            self._offer_the_section_of_the_writer()
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.pk is None and not self.is_bound:
            self._open_with_its_words()

    def _open_with_its_words(self) -> None:
        for name, words in self._meta.model.opens_with.items():
            if not self.initial.get(name):
                self.initial[name] = words
        for name, field in self.fields.items():
            block = getattr(field, "block", None)
            if isinstance(block, BodyBlock) and not self.initial.get(name):
                self.initial[name] = block.opening()

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
