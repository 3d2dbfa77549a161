"""Search follows what editors do in Wagtail: publish, take back, move, rename, restrict, delete.

Features need not tell search of any of this; what Wagtail does not announce
they tell through ``portal.core.indexing.changed``.
"""

from collections import defaultdict
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move, published, unpublished

from portal.core.indexing import changed, changed_many, registry, removed


def follow_wagtail() -> None:
    """Listen to Wagtail from now on; calling it twice is harmless."""
    for signal in (page_published, page_unpublished):
        signal.connect(_follow_page, dispatch_uid="search")
    for signal in (published, unpublished):
        signal.connect(_follow_snippet, dispatch_uid="search")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_follow_subtree, dispatch_uid="search")
    for signal in (post_save, post_delete):
        signal.connect(_follow_restriction, sender=PageViewRestriction, dispatch_uid="search restriction")
    post_delete.connect(_forget, dispatch_uid="search")


def look_again_below(page: Page) -> None:
    """Look again at ``page`` and everything under it: its address or its readers have changed."""
    below = defaultdict(list)
    for found in Page.objects.descendant_of(page, inclusive=True).only("pk", "content_type_id"):
        below[found.specific_class].append(found.pk)
    for model, pks in below.items():
        if model is not None:
            changed_many(model, pks)


def _follow_page(instance: Page, **kwargs: Any) -> None:
    changed_many(instance.specific_class or type(instance), [instance.pk])


def _follow_snippet(instance: models.Model, **kwargs: Any) -> None:
    # Wagtail announces pages by signals of their own as well.
    if not isinstance(instance, Page):
        changed(instance)


def _follow_subtree(instance: Page, **kwargs: Any) -> None:
    look_again_below(instance)


def _follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    # Gone when the restriction went with its page.
    if page is not None:
        look_again_below(page)


def _forget(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if registry.of(sender) is not None:
        removed(sender, instance.pk)
