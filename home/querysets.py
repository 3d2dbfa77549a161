"""The questions that the front asks about its own pages, and about what the checker found."""

from datetime import date, datetime
from typing import Any, NoReturn, Self

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, IntegerField, Min, Model, Q, QuerySet, Value, When
from wagtail.models import TaskState

from portal.core.authoring.findings import Level
from portal.core.querysets import CheckedQuerySet


class StoryQuerySet(CheckedQuerySet):
    def readable(self) -> Self:
        """Stories that strangers may read."""
        return self.visible()

    def newest_first(self) -> Self:
        return self.order_by("-told_on", "-pk")

    def cards(self) -> Self:
        """With what a card shows, in a constant number of questions."""
        return self.select_related("lead_image").defer("body")


class OfThing(QuerySet[Any]):
    """Rows that belong to one page or listing, whatever its type."""

    def of_thing(self, thing: Model) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk))


class CheckedTextQuerySet(OfThing):
    """The questions asked about texts as the checker last read them."""

    def checked_before(self, moment: datetime) -> Self:
        return self.filter(checked_at__lt=moment)

    def written_by(self, user: Model) -> Self:
        return self.filter(writer=user)

    def to_be_mended(self) -> Self:
        """Those with a stop or a warning, the gravest and oldest first, with how many of each."""
        stops = Count("findings", filter=Q(findings__level=Level.STOP))
        warnings = Count("findings", filter=Q(findings__level=Level.WARNING))
        counted = self.annotate(stops=stops, warnings=warnings, since=Min("findings__since"))
        return counted.filter(Q(stops__gt=0) | Q(warnings__gt=0)).order_by("-stops", "-warnings", "since", "pk")


class KeptFindingQuerySet(QuerySet[Any]):
    """The questions asked about findings."""

    def grave(self) -> Self:
        """Those that are more than a hint."""
        return self.filter(level__in=(Level.STOP, Level.WARNING))

    def of_rule(self, rule: str) -> Self:
        return self.filter(rule=rule)

    def that_can_be_mended(self) -> Self:
        return self.filter(can_be_mended=True)

    def gravest_first(self) -> Self:
        grave = Case(
            When(level=Level.STOP, then=Value(0)),
            When(level=Level.WARNING, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self.alias(gravity=grave).order_by("gravity", "since", "pk")


class OverStopQuerySet(OfThing):
    """Publications over a stop: they are read and added, nothing else."""

    def keys_of(self, thing: Model) -> frozenset[str]:
        """The findings of ``thing`` that somebody answered for."""
        kept = self.of_thing(thing).values_list("stops", flat=True)
        return frozenset(stop["key"] for stops in kept for stop in stops)

    def update(self, **kwargs: Any) -> NoReturn:
        raise PermissionDenied("What was published over a stop stays on record.")

    def delete(self) -> NoReturn:
        raise PermissionDenied("What was published over a stop stays on record.")


class MendingQuerySet(QuerySet[Any]):
    """The questions asked about corrections of many texts."""

    def with_texts(self) -> Self:
        return self.select_related("made_by", "undone_by").prefetch_related("texts")


class AbsenceQuerySet(QuerySet[Any]):
    """Who stands in for whom."""

    def on(self, day: date) -> Self:
        """The deputies of this day; without a last day one stays until it is said otherwise."""
        return self.filter(Q(last_day__isnull=True) | Q(last_day__gte=day), first_day__lte=day)

    def overlapping(self, first_day: date, last_day: date | None) -> Self:
        begun = self.filter(first_day__lte=last_day) if last_day else self
        return begun.filter(Q(last_day__isnull=True) | Q(last_day__gte=first_day))


class PassageQuerySet(OfThing):
    """Texts on their way through a route."""

    def running(self) -> Self:
        """Those that wait for somebody; Wagtail knows which were called off."""
        return self.filter(task_state__status=TaskState.STATUS_IN_PROGRESS)

    def approved(self) -> Self:
        return self.filter(approved_at__isnull=False)

    def returned(self) -> Self:
        return self.filter(task_state__status=TaskState.STATUS_REJECTED)

    def with_facts(self) -> Self:
        """With all that says who may decide."""
        return self.select_related(
            "section", "task_state__workflow_state__requested_by", "revision__user"
        ).prefetch_related("decisions__by", "decisions__instead_of", "writers")


class UrgentPublicationQuerySet(OfThing):
    """Texts that were published before their approval."""

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=True)


class DraftLinkQuerySet(QuerySet[Any]):
    """Links with which somebody without an account reads drafts."""

    def working(self, now: datetime) -> Self:
        """Neither stopped nor over."""
        return self.filter(revoked_at__isnull=True, ends_at__gt=now)

    def made_by_account(self, user: Model) -> Self:
        return self.filter(made_by=user)

    def with_pages(self) -> Self:
        return self.select_related("made_by").prefetch_related("shown__page")
