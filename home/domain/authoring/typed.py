"""A page or listing built in memory from the editor's own form, as far as it can be; nothing of it is saved."""

from typing import Any

from django.http import QueryDict
from wagtail.admin.panels import get_edit_handler
from wagtail.blocks import StreamValue
from wagtail.models import Page

from portal.core.models import User


def as_typed(thing: Any, data: QueryDict, *, user: User, parent: Page | None = None) -> Any:
    """``thing`` with what stands in the form; what the form refuses is taken as it was typed.

    A draft is checked long before it is complete: a picture without words is
    just what the form refuses, and what the checker has to see.
    """
    extra = {"parent_page": parent or thing.get_parent()} if isinstance(thing, Page) else {}
    form = _form_class(thing)(data, instance=thing, for_user=user, **extra)
    form.defer_required_fields()
    if form.is_valid():
        return form.save(commit=False)
    for name in form.errors:
        _take_as_typed(form, name)
    for formset in form.formsets.values():
        if formset.is_valid():
            formset.save(commit=False)
    return form.instance


def new_page(model: type[Page], parent: Page, *, user: User) -> Page:
    """A page of a type that does not exist yet, with a place in the tree."""
    page = model(owner=user, locale=parent.locale, live=False)
    page.depth = parent.depth + 1
    last = None if parent.is_leaf() else parent.get_last_child()
    page.path = last._inc_path() if last else page._get_path(parent.path, page.depth, 1)
    return page


def _form_class(thing: Any) -> Any:
    if isinstance(thing, Page):
        return thing.get_edit_handler().get_form_class()
    handler = getattr(type(thing).snippet_viewset, "_edit_handler", None) or get_edit_handler(type(thing))
    return handler.get_form_class()


def _take_as_typed(form: Any, name: str) -> None:
    field = form.fields.get(name)
    if field is None:
        return
    typed = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(typed, (str, StreamValue)):
        setattr(form.instance, name, typed)
