"""How plain pages, stories and the consultation desk become search documents."""

from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from home.models import ConsultationDeskPage, PlainPage, StoryPage
from portal.core.indexing import SearchDocument, key_of, registry
from portal.core.models import PortalPage


def register() -> None:
    """Tell the portal's registry; called once when the app is ready."""
    for model, kind, label in (
        (StoryPage, "story", _("Stories")),
        (PlainPage, "page", _("Pages")),
        (ConsultationDeskPage, "page", _("Pages")),
    ):
        registry.register(model, kinds=((kind, label),), visible=_visible(model), document=_document(kind))


def _visible(model: type[Any]) -> Any:
    def visible() -> Any:
        pages = model.objects.readable() if model is StoryPage else model.objects.live().public()
        return pages.prefetch_related("areas", "topics")

    return visible


def _document(kind: str) -> Any:
    return lambda page: page_document(page, kind)


def page_document(page: PortalPage, kind: str) -> SearchDocument:
    return SearchDocument(
        key=key_of(type(page), page.pk),
        kind=kind,
        title=page.title,
        url=page.get_url() or "",
        kana=page.title_kana,
        category=" ".join(topic.label for topic in page.topics.all()),
        description=page.summary,
        body=_words(getattr(page, "body", ())),
        phone=getattr(page, "phone", ""),
        areas=tuple(area.code for area in page.areas.all()),
        topics=tuple(topic.code for topic in page.topics.all()),
        updated_at=page.updated_on,
    )


def _words(body: Any) -> str:
    return " ".join(strip_tags(text) for block in body for text in block.block.get_searchable_content(block.value))
