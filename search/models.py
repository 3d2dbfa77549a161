from datetime import datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.indexing import SearchDocument
from search.querysets import DocumentQuerySet


class Document(models.Model):
    """The public facts of one thing, as search shows them. Its words lie in the engine's own table."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=40, db_index=True)
    title = models.TextField(_("title"))
    url = models.TextField(_("address of the page"))
    kana = models.TextField(_("reading"), blank=True)
    category = models.TextField(_("category"), blank=True)
    description = models.TextField(_("description"), blank=True)
    body = models.TextField(_("text"), blank=True)
    address = models.TextField(_("address"), blank=True)
    phone = models.TextField(_("phone"), blank=True)
    areas = models.TextField(_("area codes"), blank=True, help_text=_("Each code stands between spaces."))
    topics = models.TextField(_("topic codes"), blank=True, help_text=_("Each code stands between spaces."))
    spans = models.JSONField(_("times"), default=list, blank=True)
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return self.title

    @classmethod
    def holding(cls, document: SearchDocument) -> Self:
        """A row, not yet saved, with what ``document`` says."""
        return cls(
            **{name: without_nul(getattr(document, name)) for name in TEXTS},
            areas=joined(document.areas),
            topics=joined(document.topics),
            spans=[[start.isoformat(), end.isoformat()] for start, end in document.spans],
            over_at=max((end for _start, end in document.spans), default=None),
            updated_at=document.updated_at,
        )

    def as_search_document(self) -> SearchDocument:
        """What ``holding`` was given."""
        return SearchDocument(
            **{name: getattr(self, name) for name in TEXTS},
            areas=tuple(self.areas.split()),
            topics=tuple(self.topics.split()),
            spans=tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in self.spans),
            updated_at=self.updated_at,
        )


TEXTS = ("key", "kind", "title", "url", "kana", "category", "description", "body", "address", "phone")


def joined(codes: tuple[str, ...]) -> str:
    """Codes as one text in which `` code `` finds a whole code; no codes give ""."""
    return f" {' '.join(codes)} " if codes else ""


def without_nul(value: Any) -> str:
    # PostgreSQL stores no NUL; lazy translations become plain text here.
    return str(value).replace("\x00", "")
