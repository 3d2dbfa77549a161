import json
from datetime import UTC, datetime
from typing import Any, Final, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.indexing import SearchDocument
from portal.core.kana import fold_width
from search.querysets import SHOWN, AliasQuerySet, DocumentQuerySet, NeedQuerySet, UnansweredQuerySet, WaitingQuerySet

LONGEST_BEGINNING: Final = 60


class Document(models.Model):
    """The public facts of one thing, as search shows them. Its words lie in the engine's own table."""

    key = models.CharField(_("key"), max_length=120)
    kind = models.CharField(_("kind"), max_length=40)
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
    agency_type = models.CharField(_("kind of agency"), max_length=60, blank=True)
    words = models.TextField(_("words"), blank=True, help_text=_("Words by field, for ranking; a line each."))
    cuts = models.TextField(_("cut texts"), blank=True, help_text=_("Texts cut into words, for excerpts; a line each."))
    begins = models.CharField(_("beginning of the title"), max_length=LONGEST_BEGINNING, blank=True)
    sounds = models.CharField(_("beginning of the reading"), max_length=LONGEST_BEGINNING, blank=True)
    spans = models.JSONField(_("times"), default=list, blank=True)
    over_at = models.DateTimeField(_("over at"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), null=True, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        # Not by ``unique`` and ``db_index``: on PostgreSQL each would bring a second index, for beginnings,
        # and every index costs whoever writes many documents.
        constraints = (models.UniqueConstraint(fields=["key"], name="a_search_document_stands_once"),)
        indexes = (
            models.Index(fields=["kind"], name="search_document_by_kind"),
            models.Index(fields=["begins"], name="search_document_begins", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["sounds"], name="search_document_sounds", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["agency_type", "id"], name="search_document_of_a_kind"),
        )

    def __str__(self) -> str:
        return self.title

    @classmethod
    def holding(cls, document: SearchDocument, *, words: str = "", cuts: str = "") -> Self:
        """A row, not yet saved, with what ``document`` says, its words for ranking and its texts cut for excerpts."""
        return cls(**cls.values_of(document, words=words, cuts=cuts))

    @staticmethod
    def values_of(document: SearchDocument, *, words: str = "", cuts: str = "") -> dict[str, Any]:
        """The fields of such a row, without the row: many are written without ever being one."""
        values: dict[str, Any] = {name: without_nul(getattr(document, name)) for name in TEXTS}
        values |= {
            "words": words,
            "cuts": cuts,
            "begins": beginning(values["title"]),
            "sounds": beginning(words.rpartition("\n")[2].partition(" ")[0]),
            "areas": joined(document.areas),
            "topics": joined(document.topics),
            "spans": [[start.isoformat(), end.isoformat()] for start, end in document.spans],
            "over_at": max((end for _start, end in document.spans), default=None),
            "updated_at": document.updated_at,
        }
        return values

    def as_search_document(self) -> SearchDocument:
        """What ``holding`` was given."""
        return self.from_row(tuple(getattr(self, name) for name in SHOWN))

    @staticmethod
    def from_row(row: tuple[Any, ...]) -> SearchDocument:
        """The document whose fields are those of ``SHOWN``, as Django or as the database gives them."""
        *texts, areas, topics, spans, updated_at = row
        if isinstance(spans, str):
            spans = [] if spans == "[]" else json.loads(spans)
        if updated_at is not None and updated_at.tzinfo is None:
            # SQLite keeps times in UTC without saying so.
            updated_at = updated_at.replace(tzinfo=UTC)
        return SearchDocument(
            **dict(zip(SHOWN, texts, strict=False)),
            areas=tuple(areas.split()),
            topics=tuple(topics.split()),
            spans=tuple((datetime.fromisoformat(start), datetime.fromisoformat(end)) for start, end in spans),
            updated_at=updated_at,
        )


class Waiting(models.Model):
    """The key of a document that Elasticsearch has still to hear of. Its number is its place in the queue."""

    key = models.CharField(_("key"), max_length=120, unique=True)
    since = models.DateTimeField(_("waits since"))

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("change that Elasticsearch has not heard of")
        verbose_name_plural = _("changes that Elasticsearch has not heard of")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.key


class Alias(models.Model):
    """Words that mean the same to somebody who searches. Whoever types one finds them all."""

    words = models.TextField(
        _("words"),
        help_text=_("Words that mean the same, one a line; at least two. Search takes each for all of them."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("words that mean the same")
        verbose_name_plural = _("words that mean the same")
        ordering = ("words",)

    def __str__(self) -> str:
        return " ＝ ".join(self.lines[:4])

    @property
    def lines(self) -> list[str]:
        return lines_of(self.words)


def own_code() -> str:
    """A code that no shipped need has, for one that staff write."""
    return f"own-{uuid4().hex[:12]}"


class Need(ClusterableModel):
    """「こんなとき」: what residents say when they need somebody, and which kinds of agency then help."""

    code = models.SlugField(_("code"), max_length=60, unique=True, default=own_code)
    title = models.CharField(_("in the resident's words"), max_length=80)
    words = models.TextField(
        _("other ways to say it"), blank=True, help_text=_("Short, in the words that residents use, one a line.")
    )
    concerns = models.ManyToManyField("core.Concern", verbose_name=_("concerns"), blank=True, related_name="needs")
    agency_types: "models.ManyToManyField[Any, NeedAgencyType]" = models.ManyToManyField(
        "resources.AgencyType", through="NeedAgencyType", verbose_name=_("who helps"), related_name="needs"
    )
    is_active = models.BooleanField(_("in use"), default=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title

    @property
    def lines(self) -> list[str]:
        return lines_of(self.words)

    @property
    def who_helps(self) -> str:
        """The kinds of agency in their order, as one line."""
        return "、".join(str(helper.agency_type) for helper in self.helpers.all())


class NeedAgencyType(models.Model):
    """One kind of agency that helps with a need; the most fitting stands first."""

    need = ParentalKey(Need, on_delete=models.CASCADE, related_name="helpers", verbose_name=_("need"))
    agency_type = models.ForeignKey(
        "resources.AgencyType", on_delete=models.PROTECT, related_name="+", verbose_name=_("kind of agency")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_near = models.BooleanField(_("helps second"), default=False)

    # Wagtail numbers the rows of a form by it.
    sort_order_field = "sort_order"

    objects = models.Manager()

    class Meta:
        verbose_name = _("kind of agency")
        verbose_name_plural = _("kinds of agency")
        ordering = ("is_near", "sort_order", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["need", "agency_type"],
                name="a_need_names_a_kind_of_agency_once",
                violation_error_message=_("This kind of agency is named already."),
            ),
        )

    def __str__(self) -> str:
        return str(self.agency_type)


class ShippedEntry(models.Model):
    """What was loaded once from the shipped knowledge. It is not loaded again, even when staff have deleted it."""

    key = models.CharField(_("key"), max_length=120, unique=True)

    objects = models.Manager()

    class Meta:
        verbose_name = _("shipped entry")
        verbose_name_plural = _("shipped entries")

    def __str__(self) -> str:
        return self.key


class Stamp(models.Model):
    """One row with a number that is another after each change."""

    version = models.PositiveBigIntegerField(_("version"), default=0)

    objects = models.Manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.version)


class KnowledgeStamp(Stamp):
    """Numbers the state of aliases, needs and agency types, so that every process knows when to read them again."""

    class Meta:
        verbose_name = _("state of the knowledge")
        verbose_name_plural = _("state of the knowledge")


class IndexStamp(Stamp):
    """Numbers the state of the documents, so that every process knows when to read some of them again."""

    class Meta:
        verbose_name = _("state of the index")
        verbose_name_plural = _("state of the index")


class UnansweredQuestion(models.Model):
    """What was searched for in vain: the words and how often, never who or when to the minute."""

    text = models.CharField(_("what was searched for"), max_length=100, unique=True)
    count = models.PositiveIntegerField(_("how often"), default=1)
    last_asked_on = models.DateField(_("last asked on"))
    is_done = models.BooleanField(_("seen to"), default=False)

    objects = UnansweredQuerySet.as_manager()

    class Meta:
        verbose_name = _("search without a result")
        verbose_name_plural = _("searches without a result")
        ordering = ("is_done", "-count", "-last_asked_on", "pk")

    def __str__(self) -> str:
        return self.text


TEXTS = ("key", "kind", "title", "url", "kana", "category", "description", "body", "address", "phone", "agency_type")


def joined(codes: tuple[str, ...]) -> str:
    """Codes as one text in which `` code `` finds a whole code; no codes give ""."""
    return f" {' '.join(codes)} " if codes else ""


def beginning(text: str) -> str:
    """What somebody types who means ``text``: one width and one case, no longer than anybody types."""
    return fold_width(without_nul(text)).casefold()[:LONGEST_BEGINNING]


def without_nul(value: Any) -> str:
    # PostgreSQL stores no NUL; lazy translations become plain text here.
    return str(value).replace("\x00", "")


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without the space around them."""
    return [line for line in map(str.strip, text.splitlines()) if line]
