"""/cms/reports/site-history/: Wagtail's report of everything that was done, with words to look for and a safe file."""

from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from portal.core.calendar import TOWN_CLOCK, today_in_town
from portal.core.csv_files import csv_file


class SiteLogFilters(SiteHistoryReportFilterSet):
    """Who, what, when, of which kind, and any words of it."""

    label = django_filters.CharFilter(
        label=_("Words to look for"),
        method="filter_words",
        help_text=_("Of the title, of what was done, or of a name."),
    )

    class Meta:
        model = PageLogEntry
        fields: ClassVar[list[str]] = []

    def filter_words(self, entries: QuerySet[Any], name: str, words: str) -> QuerySet[Any]:
        """Entries that hold every one of the words somewhere."""
        for word in words.split():
            done = [action for action, label in registry.get_choices() if word in str(label)]
            person = Q(user__last_name__contains=word) | Q(user__first_name__contains=word)
            entries = entries.filter(Q(label__icontains=word) | Q(action__in=done) | person)
        return entries


class SiteLog(LogEntriesView):
    """What was done, by whom, when; to be searched and taken away as a file, not to be changed."""

    page_title = _("Log of everything that was done")
    filterset_class = SiteLogFilters
    export_headings: ClassVar[dict[str, Any]] = {
        "timestamp": _("Date and time"),
        "user_display_name": _("Who"),
        "action": _("What was done"),
        "content_type": _("Kind"),
        "label": _("Of what"),
        "message": _("In words"),
        "object_id": _("Number"),
    }
    list_export: ClassVar[list[str]] = list(export_headings)

    def get_filename(self) -> str:
        return f"log-{today_in_town(timezone.now()).isoformat()}"

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        """Always CSV: no cell of it is run as a formula, and Excel reads its Japanese."""
        return csv_file(self.get_filename(), list(self.export_headings.values()), map(self._cells, queryset))

    def _cells(self, entry: Any) -> list[Any]:
        return [
            entry.timestamp.astimezone(TOWN_CLOCK).strftime("%Y-%m-%d %H:%M:%S"),
            entry.user_display_name,
            self.get_action_label(entry.action),
            entry.content_type.name if entry.content_type else "",
            entry.label,
            entry.message,
            entry.object_id,
        ]
