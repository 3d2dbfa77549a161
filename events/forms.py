"""Forms that narrow lists, and the form of the second person."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.enums import EventKind, EventState, MeetingKind
from events.models import EventPage, Occurrence
from events.querysets import EventQuerySet, OccurrenceQuerySet, OutcomeQuerySet
from portal.core.calendar import FiscalYear, short_date
from portal.core.models import AccessProvision, Audience, CommunityArea, Topic
from portal.core.querysets import choices_of
from portal.core.widgets import ChoiceSelect, DayInput

LONG_AGO: Final = date(2000, 1, 1)
FAR: Final = date(9999, 12, 30)
Chosen = list[tuple[str, str]]


class NarrowingForm(forms.Form):
    """A form in the address: what is wrong in it is passed over, and each choice can be taken back alone."""

    def choices_made(self) -> Iterator[tuple[str, str]]:
        """What is chosen, as (name of the field, words)."""
        self.is_valid()
        for name, value in self.cleaned_data.items():
            if value not in (None, "", False):
                yield name, self.words_of(name, value)

    def words_of(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return str(dict(field.choices)[value])  # type: ignore[arg-type]
        return str(field.label)

    def chosen(self, query: QueryDict) -> Chosen:
        """What is chosen, as (words, query string without this choice)."""
        return [(words, "?" + without(query, name, "page").urlencode()) for name, words in self.choices_made()]


class EventFilterForm(NarrowingForm):
    """The filters of the list, of the calendar and of both feeds."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=ChoiceSelect)
    area = forms.ChoiceField(label=_("Community area"), required=False, widget=ChoiceSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=ChoiceSelect)
    audience = forms.ChoiceField(label=_("For whom"), required=False, widget=ChoiceSelect)
    provision = forms.ChoiceField(label=_("Accessibility"), required=False, widget=ChoiceSelect)
    helpers = forms.BooleanField(label=_("Only where helpers are wanted"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields = {
            "from": _day(pgettext_lazy("date filter", "From")),
            "to": _day(pgettext_lazy("date filter", "To")),
        } | self.fields
        _offer(self, "kind", EventKind.choices)
        words = choices_of(CommunityArea, Topic, Audience, AccessProvision)
        for name, choices in zip(("area", "topic", "audience", "provision"), words, strict=True):
            _offer(self, name, choices)

    def words_of(self, name: str, value: Any) -> str:
        if name == "from":
            return _("From %(day)s") % {"day": short_date(value)}
        if name == "to":
            return _("Until %(day)s") % {"day": short_date(value)}
        return super().words_of(name, value)

    def events(self, now: datetime) -> EventQuerySet:
        """The published events that answer every choice but the days."""
        self.is_valid()
        data = self.cleaned_data
        events: EventQuerySet = EventPage.objects.visible()
        for name, question in (
            ("kind", EventQuerySet.of_kind),
            ("area", EventQuerySet.in_area),
            ("topic", EventQuerySet.about),
            ("audience", EventQuerySet.for_audience),
            ("provision", EventQuerySet.with_provision),
        ):
            if data.get(name):
                events = question(events, data[name])
        return events.looking_for_helpers(now) if data.get("helpers") else events

    def listed(self, now: datetime) -> tuple[OccurrenceQuerySet, OccurrenceQuerySet | EventQuerySet]:
        """What the list shows, and what to count for it.

        It shows each event with its next date, and every date once days are
        chosen. Events are many fewer than dates, so they are what is counted.
        """
        events = self.events(now)
        times = Occurrence.objects.of_events(events)
        if self.cleaned_data.get("from") or self.cleaned_data.get("to"):
            chosen = self.within_days(times, now)
            return chosen, chosen
        return times.next_of_each_event(now), events.having(Occurrence.objects.upcoming(now))

    def upcoming(self, now: datetime) -> OccurrenceQuerySet:
        """The published times that answer every choice, soonest first; from now on unless days are chosen."""
        return self.within_days(Occurrence.objects.of_events(self.events(now)), now)

    def announced(self, now: datetime) -> EventQuerySet:
        """The published events with such a time, the ones announced last first."""
        return self.events(now).having(self.within_days(Occurrence.objects.all(), now)).announced()

    def within_days(self, occurrences: OccurrenceQuerySet, now: datetime) -> OccurrenceQuerySet:
        """Those on the days chosen, soonest first; from now on when none is."""
        self.is_valid()
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first is None:
            occurrences = occurrences.upcoming(now)
        if first or last:
            occurrences = occurrences.between(first or LONG_AGO, last or FAR)
        return occurrences


class OutcomeFilterForm(NarrowingForm):
    """The filters of the list of meeting outcomes."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), required=False, widget=ChoiceSelect)
    area = forms.ChoiceField(label=_("Community area"), required=False, widget=ChoiceSelect)
    year = forms.TypedChoiceField(
        label=_("Fiscal year"), required=False, coerce=int, empty_value=None, widget=ChoiceSelect
    )

    def __init__(self, data: QueryDict, years: Iterable[FiscalYear]) -> None:
        super().__init__(data)
        _offer(self, "kind", MeetingKind.choices)
        _offer(self, "area", CommunityArea.objects.values_list("code", "name"))
        _offer(self, "year", [(year.begins_in, f"{year.begins_in}年度（{year.label}）") for year in years])

    def narrow(self, outcomes: OutcomeQuerySet) -> OutcomeQuerySet:
        self.is_valid()
        if kind := self.cleaned_data.get("kind"):
            outcomes = outcomes.of_kind(kind)
        if area := self.cleaned_data.get("area"):
            outcomes = outcomes.in_area(area)
        if year := self.cleaned_data.get("year"):
            outcomes = outcomes.in_fiscal_year(FiscalYear(year))
        return outcomes


class MomentWidget(forms.SplitDateTimeWidget):
    """A day and a time of day, each in a field of its own."""

    def __init__(self) -> None:
        day: dict[str, Any] = {"type": "date", "aria-label": _("Date")}
        time: dict[str, Any] = {"type": "time", "aria-label": _("Time")}
        super().__init__(date_format="%Y-%m-%d", time_format="%H:%M", date_attrs=day, time_attrs=time)


class OccurrenceForm(forms.Form):
    """One time of an event, changed by hand."""

    starts_at = forms.SplitDateTimeField(label=_("Start"), widget=MomentWidget)
    ends_at = forms.SplitDateTimeField(label=_("End"), widget=MomentWidget)
    state = forms.ChoiceField(label=_("State"), choices=EventState)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=120, help_text=_("Residents read it beside the date.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_at, ends_at = data.get("starts_at"), data.get("ends_at")
        if starts_at and ends_at and ends_at < starts_at:
            self.add_error("ends_at", _("The end must come after the start."))
        return data


def without(query: QueryDict, *names: str) -> QueryDict:
    """The query string without these names."""
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput)


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", pgettext_lazy("filter", "All")), *choices]


class SheetForm(forms.Form):
    """A spreadsheet with events."""

    file = forms.FileField(
        label=_("Excel file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=_("At most 500 rows and 5 MB."),
    )
