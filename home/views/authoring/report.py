"""「書き方の点検」: all that was found on the whole site, by rule, section, level and age."""

from datetime import timedelta
from typing import Any, ClassVar, Final

import django_filters
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports.base import ReportView

from home.domain.authoring.mending import PERMISSION as MEND_PERMISSION
from home.domain.authoring.texts import findings_address
from home.models import KeptFinding
from portal.core.authoring.findings import Level
from portal.core.authoring.rules import BY_CODE, RULES
from portal.core.models import Section

PERMISSION: Final = "wagtailcore.view_pagelogentry"
AGES: Final = (("7", _("a week and longer")), ("30", _("a month and longer")), ("90", _("three months and longer")))


class FindingFilterSet(WagtailFilterSet):
    """What a head of section asks of the list."""

    rule = django_filters.ChoiceFilter(
        label=_("rule of writing"), choices=lambda: [(one.code, one.title) for one in RULES]
    )
    level = django_filters.ChoiceFilter(label=_("level of the finding"), choices=Level)
    section = django_filters.ModelChoiceFilter(
        field_name="text__section", label=_("responsible section"), queryset=lambda _request: Section.objects.all()
    )
    age = django_filters.ChoiceFilter(label=_("found for"), choices=AGES, method="older_than")
    is_live = django_filters.BooleanFilter(field_name="text__is_live", label=_("on the site"))

    class Meta:
        model = KeptFinding
        fields: ClassVar[list[str]] = []

    def older_than(self, findings: "QuerySet[Any]", name: str, days: str) -> "QuerySet[Any]":
        return findings.filter(since__lte=timezone.now() - timedelta(days=int(days)))


class TextColumn(Column):
    """The title of the text, which leads to all that was found in it."""

    cell_template_name = "home/cms/authoring/title_cell.html"

    def get_value(self, instance: KeptFinding) -> dict[str, str]:
        thing = instance.thing
        return {"title": instance.text.title, "address": findings_address(thing) if thing else ""}


class AuthoringReport(ReportView):
    """The list, a page at a time; on top of it how much each rule finds, and what can be mended at once."""

    index_url_name = "authoring_report"
    index_results_url_name = "authoring_report_results"
    page_title = _("Check of writing")
    header_icon = "glasses"
    template_name = "home/cms/authoring/report.html"
    table_classname = "listing authoring-listing"
    filterset_class = FindingFilterSet
    list_export: ClassVar[list[str]] = [
        *(
            "level_words",
            "rule_words",
            "text.title",
            "text.section",
            "where",
            "message",
            "excerpt",
            "since",
            "text.is_live",
        ),
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "level_words": _("level of the finding"),
        "rule_words": _("rule of writing"),
        "text.title": _("title"),
        "text.section": _("responsible section"),
        "where": _("place"),
        "message": _("what to do"),
        "excerpt": _("words concerned"),
        "since": _("found for the first time"),
        "text.is_live": _("on the site"),
    }
    columns: ClassVar[list[Any]] = [
        Column("level_words", label=_("level of the finding")),
        TextColumn("title", label=_("title")),
        Column("where", label=_("place")),
        Column("message", label=_("what to do")),
        Column("excerpt", label=_("words concerned")),
        Column("text.section", label=_("responsible section")),
        DateColumn("since", label=_("found for the first time")),
    ]

    def get_queryset(self) -> "QuerySet[Any]":
        found = KeptFinding.objects.gravest_first().select_related("text__section")
        self.queryset = found.prefetch_related("text__thing")
        return super().get_queryset()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        may_mend = self.request.user.has_perm(MEND_PERMISSION)
        return context | {"rules": rules_found(), "may_mend": may_mend}


def rules_found() -> list[dict[str, Any]]:
    """How much each rule finds and how much of it can be mended, most first; one query."""
    counts = (
        KeptFinding.objects.order_by()
        .values("rule")
        .annotate(
            found=Count("pk"),
            stops=Count("pk", filter=Q(level=Level.STOP)),
            mendable=Count("pk", filter=Q(can_be_mended=True)),
        )
    )
    rows = [{**row, "title": BY_CODE[row["rule"]].title} for row in counts if row["rule"] in BY_CODE]
    return sorted(rows, key=lambda row: (-row["stops"], -row["found"]))
