"""The questions that the portal asks about its shared tables."""

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import TruncMonth
from wagtail.documents.models import DocumentQuerySet
from wagtail.models import PageQuerySet

from portal.core.documents.text_inside import TextInside
from portal.core.links.answers import LinkState
from portal.core.second_person import CheckDecision

if TYPE_CHECKING:
    from portal.core.models import (  # noqa: F401 -- named in quotes below
        CommunityArea,
        EmergencyNotice,
        EmergencyTemplate,
        EntryViews,
        ImportedRow,
        Invitation,
        LinkPlace,
        OpenDataImport,
        OutsideLink,
        PageViews,
        Reorganisation,
        Section,
        SheetUpload,
        Vocabulary,
        WeeklyMail,
        Wording,
    )


class CommunityAreaQuerySet(models.QuerySet["CommunityArea"]):
    def choices(self) -> Self:
        """Each with its ``words``, to be chosen in a form."""
        return self.annotate(words=F("name"))

    def with_town_names(self) -> Self:
        return self.prefetch_related("town_names")

    def where_town_name_starts(self, words: str) -> Self:
        """Areas that hold a town name beginning with ``words``, by characters or by reading."""
        return self.filter(
            Q(town_names__name__startswith=words) | Q(town_names__kana__startswith=words) | Q(name__startswith=words)
        ).distinct()


class PortalDocumentQuerySet(DocumentQuerySet):
    def to_be_looked_into(self) -> Self:
        """PDFs of which nobody knows yet whether they hold text, the newest first."""
        return self.filter(file__iendswith=".pdf", text_inside=TextInside.NOT_LOOKED_AT).order_by("-pk")


class VocabularyQuerySet(models.QuerySet["Vocabulary"]):
    def in_use(self) -> Self:
        """Entries that may still be chosen."""
        return self.filter(is_active=True)

    def choices(self) -> Self:
        """Those that may still be chosen, each with its ``words``."""
        return self.in_use().annotate(words=F("label"))

    def coded(self, *codes: Any) -> Self:
        return self.filter(code__in=codes)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither accepted nor called off; they may have run out."""
        return self.filter(accepted_at__isnull=True, called_off_at__isnull=True)


class SectionQuerySet(models.QuerySet["Section"]):
    def open(self) -> Self:
        """Sections that still exist."""
        return self.filter(is_closed=False)


class WordingQuerySet(models.QuerySet["Wording"]):
    def in_use(self) -> Self:
        """Words that the checker looks for."""
        return self.filter(is_active=True)


class EmergencyNoticeQuerySet(models.QuerySet["EmergencyNotice"]):
    def showing(self, now: datetime) -> Self:
        """Notices that stand on every page now, the gravest first."""
        return self.filter(
            Q(shown_from__isnull=True) | Q(shown_from__lte=now),
            Q(shown_until__isnull=True) | Q(shown_until__gt=now),
            is_on=True,
        ).order_by("level", "-switched_at")

    def announced(self, now: datetime) -> Self:
        """Those that show and are meant: no drills."""
        return self.showing(now).filter(is_drill=False)

    def over(self, now: datetime) -> Self:
        """Those that do not show, the last first."""
        shown = self.showing(now).order_by().values("pk")
        return self.exclude(pk__in=shown).order_by(F("switched_at").desc(nulls_last=True), "-pk")


class EmergencyTemplateQuerySet(models.QuerySet["EmergencyTemplate"]):
    def in_use(self) -> Self:
        return self.filter(is_active=True)


class MailQuerySet(models.QuerySet[Any]):
    """Rows that ask for a mail."""

    def waiting(self) -> Self:
        """Those that nobody has handed over to the mail yet."""
        return self.filter(handed_over_at__isnull=True)

    def free(self, now: datetime) -> Self:
        """Those of them that nobody has in hand."""
        return self.waiting().filter(Q(in_hand_until__isnull=True) | Q(in_hand_until__lte=now))


class WeeklyMailQuerySet(MailQuerySet):
    def of_week(self, monday: date) -> Self:
        return self.filter(monday=monday)

    def before(self, monday: date) -> Self:
        return self.filter(monday__lt=monday)


class OutsideLinkQuerySet(models.QuerySet["OutsideLink"]):
    def broken(self) -> Self:
        """Those that failed on several days and that somebody wants to know of."""
        return self.filter(state=LinkState.BROKEN, is_exception=False)

    def to_check(self, now: datetime) -> Self:
        """Those whose time has come and that stand somewhere, the longest waiting first."""
        due = Q(check_after__isnull=True) | Q(check_after__lte=now)
        used = Exists(self._places().filter(link=OuterRef("pk")))
        return self.filter(due, used, is_exception=False).order_by(F("check_after").asc(nulls_first=True), "pk")

    def unused(self) -> Self:
        """Those that stand nowhere any more and that nobody wrote a note on."""
        return self.filter(~Exists(self._places().filter(link=OuterRef("pk"))), note="")

    def _places(self) -> "models.QuerySet[Any]":
        return apps.get_model("core", "LinkPlace")._default_manager.all()


class LinkPlaceQuerySet(models.QuerySet["LinkPlace"]):
    def of_thing(self, thing: models.Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk))

    def on_the_site(self) -> Self:
        return self.filter(is_live=True)

    def of_section(self, section: int) -> Self:
        return self.filter(section=section)


class PageViewsQuerySet(models.QuerySet["PageViews"]):
    """How often pages were looked at."""

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)

    def by_page(self, month_from: date) -> "dict[int, tuple[int, int]]":
        """How often each page was looked at: from ``month_from`` on, and altogether."""
        lately = models.Sum("views", filter=Q(day__gte=month_from), default=0)
        rows = self.order_by().values_list("page").annotate(lately=lately, all=models.Sum("views"))
        return {page: (late, whole) for page, late, whole in rows}

    def by_month(self) -> "dict[date, int]":
        """How often all of these pages were looked at, by the first day of the month."""
        months = self.order_by().annotate(month=TruncMonth("day")).values_list("month")
        return dict(months.annotate(all=models.Sum("views")))


class EntryViewsQuerySet(models.QuerySet["EntryViews"]):
    """How often entries of the directory were looked at."""

    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)

    def before(self, day: date) -> Self:
        return self.filter(day__lt=day)

    def by_entry(self, month_from: date) -> "dict[tuple[str, int], tuple[int, int]]":
        """How often each entry, by its kind and number, was looked at: from ``month_from`` on, and altogether."""
        lately = models.Sum("views", filter=Q(day__gte=month_from), default=0)
        rows = self.order_by().values_list("kind", "entry").annotate(lately=lately, all=models.Sum("views"))
        return {(kind, entry): (late, whole) for kind, entry, late, whole in rows}


class ReorganisationQuerySet(models.QuerySet["Reorganisation"]):
    def due(self, today: date) -> Self:
        """Those that are planned for a day that has come."""
        return self.filter(state="planned", takes_effect_on__lte=today).order_by("takes_effect_on", "pk")

    def last_applied(self) -> Self:
        """Those that were carried out, the newest first; only the newest can be undone."""
        return self.filter(state="applied").order_by("-applied_at", "-pk")


def choices_of(*offered: "type[CommunityArea] | type[Vocabulary]") -> list[list[tuple[str, str]]]:
    """The (code, words) of each of these tables in its own order, read in one question."""
    with connection.cursor() as cursor:
        cursor.execute(*_question_for_choices(offered))
        found = cursor.fetchall()
    return [[(code, words) for at, _order, code, words in found if at == place] for place in range(len(offered))]


@cache
def _question_for_choices(offered: tuple[Any, ...]) -> tuple[str, Any]:
    """The question in SQL. It is always the same, and writing it costs more than asking it."""
    first, *others = (
        model.objects.choices().annotate(at=Value(place)).order_by().values_list("at", "sort_order", "code", "words")
        for place, model in enumerate(offered)
    )
    together: tuple[str, Any] = (
        first.union(*others, all=True).order_by("at", "sort_order", "code").query.sql_with_params()
    )
    return together


class OpenDataImportQuerySet(models.QuerySet["OpenDataImport"]):
    """The questions asked about imports; the file itself is read only by who works on it."""

    def listed(self) -> Self:
        return self.select_related("made_by").defer("content")

    def begun_before(self, moment: datetime) -> Self:
        return self.filter(touched_at__lt=moment)

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)


class ImportedRowQuerySet(models.QuerySet["ImportedRow"]):
    def with_outcome(self, outcome: str) -> Self:
        return self.filter(outcome=outcome)

    def that_wrote(self) -> Self:
        """Rows that added or changed something, the last first, as undoing wants them."""
        return self.filter(outcome__in=("added", "updated"), object_id__isnull=False).order_by("-line", "-pk")


class SheetUploadQuerySet(models.QuerySet["SheetUpload"]):
    def of(self, user: Any) -> Self:
        return self.filter(made_by=user)

    def made_before(self, moment: datetime) -> Self:
        return self.filter(made_at__lt=moment)


class CheckedQuerySet(PageQuerySet):
    """Questions about pages whose texts wait for a second person."""

    def visible(self) -> Self:
        """What strangers may see: published, and checked by a second person."""
        checks = self.model._meta.get_field("checks").related_model
        confirmed = checks.objects.confirming().filter(Q(page=OuterRef("pk")) | Q(page=OuterRef("alias_of")))
        return self.live().public().filter(Exists(confirmed))

    def awaiting_check(self) -> Self:
        """Those whose latest text is not on the site and nobody has decided on yet."""
        checks = self.model._meta.get_field("checks").related_model
        decided = checks.objects.filter(page=OuterRef("pk"), revision=OuterRef("latest_revision"))
        return self.filter(has_unpublished_changes=True, latest_revision__isnull=False).exclude(Exists(decided))


class TextCheckQuerySet(models.QuerySet[Any]):
    """Questions about checks by a second person."""

    def of_page(self, page_id: int) -> Self:
        return self.filter(page_id=page_id)

    def confirming(self) -> Self:
        return self.filter(decision=CheckDecision.CONFIRMED)

    def confirms(self, page_id: int, fingerprint: str) -> bool:
        """Whether the last word on this very text of the page is a confirmation."""
        last = self.of_page(page_id).filter(fingerprint=fingerprint).order_by("-checked_at", "-pk").first()
        return last is not None and last.decision == CheckDecision.CONFIRMED

    def with_people(self) -> Self:
        return self.select_related("checked_by", "revision")
