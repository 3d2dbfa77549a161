"""House rules that a machine can hold (`manage.py check`)."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from wagtail.models import get_page_models

from portal.core.models import PortalPage


@register(Tags.models)
def page_types_say_where_they_belong(**kwargs: Any) -> Iterator[CheckMessage]:
    """A page type without ``parent_page_types`` can be created anywhere, which is never meant.

    Asking for the exact attribute also catches a misspelt one, which Wagtail
    would ignore in silence.
    """
    for model in get_page_models():
        if not issubclass(model, PortalPage):
            continue
        if all("parent_page_types" not in vars(cls) for cls in model.__mro__ if issubclass(cls, PortalPage)):
            yield Error(
                f"{model.__name__} does not say under which pages it belongs.",
                hint="Set parent_page_types on the class.",
                obj=model,
                id="portal.E001",
            )


@register(Tags.models)
def page_types_answer_only_get(**kwargs: Any) -> Iterator[CheckMessage]:
    """A form posts to a view, never to a page."""
    for model in get_page_models():
        if issubclass(model, PortalPage) and "POST" in model.allowed_http_methods:
            yield Error(
                f"{model.__name__} accepts POST.", hint="Let a view take the form.", obj=model, id="portal.E002"
            )
