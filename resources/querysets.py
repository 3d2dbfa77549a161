"""The questions that the portal asks about agencies, bases, groups and materials."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final, NoReturn, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When, Window
from django.db.models.functions import RowNumber
from wagtail.models import PageManager
from wagtail.query import PageQuerySet

from portal.core.calendar import TOWN_CLOCK, today_in_town
from portal.core.querysets import VocabularyQuerySet
from resources.enums import HolidayRule
from resources.rules.opening import Habits

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from portal.core.models import User
    from resources.models import Agency, Assurance, Listing, Situation

    ListingRows = models.QuerySet[Any]
    SituationRows = models.QuerySet[Situation]
    AssuranceRows = models.QuerySet[Assurance]
else:
    ListingRows = SituationRows = AssuranceRows = models.QuerySet

ALL_HABITS: Final = tuple(
    Habits(holiday_rule=rule, closed_over_new_year=closed) for rule in HolidayRule.values for closed in (True, False)
)


class ListingQuerySet(ListingRows):
    """What agencies, bases and groups are asked alike."""

    def public(self) -> Self:
        """What strangers may see."""
        return self.filter(live=True, do_not_list=False)

    def in_order(self) -> Self:
        """By reading, as in a Japanese directory."""
        return self.order_by("kana", "name", "pk")

    def in_area(self, code: str) -> Self:
        """Those of the area and those of the whole town."""
        return self.filter(Q(self._linked("areas", code)) | Q(whole_town=True))

    def nearest_first(self, code: str) -> Self:
        """Those of the area before those of the whole town."""
        return self.annotate(is_of_the_area=self._linked("areas", code)).order_by(
            "-is_of_the_area", "kana", "name", "pk"
        )

    def with_areas_shown(self) -> Self:
        """With the areas as ``areas_shown``; what a card reads costs less without the ways to edit it."""
        areas = self.model._meta.get_field("areas").related_model._default_manager.only("name")
        return self.prefetch_related(Prefetch("areas", queryset=areas, to_attr="areas_shown"))

    def _linked(self, field: str, code: str) -> Exists:
        """Has the entry of that code among its ``field``; asked apart, so that no listing is found twice."""
        relation = self.model._meta.get_field(field)
        return Exists(
            relation.remote_field.through._default_manager.filter(
                **{relation.m2m_field_name(): OuterRef("pk"), f"{relation.m2m_reverse_field_name()}__code": code}
            )
        )

    def kept_by(self, user: "User | AnonymousUser") -> Self:
        """Those that ``user`` is a steward of."""
        return self.filter(stewards=user)

    def numbered(self, pk: str) -> Self:
        return self.filter(pk=pk)

    def except_for(self, listing: "Listing") -> Self:
        return self.exclude(pk=listing.pk)

    def with_public_facts(self) -> Self:
        """All that its page shows, in a fixed number of queries."""
        return self.prefetch_related("areas", "provisions")

    def free_slug(self, wanted: str) -> str:
        """``wanted``, or with the first number that nobody has yet."""
        taken = set(self.filter(slug__startswith=wanted).values_list("slug", flat=True))
        if wanted not in taken:
            return wanted
        return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


class OpeningQuerySet(ListingQuerySet):
    """What is asked of listings that open by the week."""

    def open_at(self, now: datetime) -> Self:
        """Those open at ``now``: the answer of ``rules.opening.opening_at``, given by the database."""
        today = today_in_town(now)
        same_days = defaultdict(list)
        for habits in ALL_HABITS:
            same_days[habits.weekday_on(today), habits.weekday_on(today - timedelta(days=1))].append(habits)
        return self.filter(
            reduce(or_, (self._open_by(days, habits, now) for days, habits in same_days.items())),
        )

    def _open_by(self, days: tuple[int | None, int | None], habits: list[Habits], now: datetime) -> Q:
        """Those of these habits whose hours of today, or of a night that began yesterday, hold ``now``."""
        clock = now.astimezone(TOWN_CLOCK).time()
        into_the_night = Q(closes_at__lte=F("opens_at"))
        open_today = Q(weekday=days[0], opens_at__lte=clock) & (Q(closes_at__gt=clock) | into_the_night)
        open_since_yesterday = Q(weekday=days[1], closes_at__gt=clock) & into_the_night
        hours = self.model.hours.rel
        rows = hours.related_model._default_manager.filter(**{hours.field.name: OuterRef("pk")})
        if len(habits) == len(ALL_HABITS):
            return Q(Exists(rows.filter(open_today | open_since_yesterday)))
        of_these_habits = reduce(
            or_, (Q(holiday_rule=h.holiday_rule, closed_over_new_year=h.closed_over_new_year) for h in habits)
        )
        return of_these_habits & Q(Exists(rows.filter(open_today | open_since_yesterday)))

    def with_hours_shown(self) -> Self:
        """With the weekly hours as ``hours_shown``, for a list of many."""
        return self.prefetch_related(Prefetch("hours", to_attr="hours_shown"))

    def with_public_facts(self) -> Self:
        return super().with_public_facts().prefetch_related("hours")


class AgencyQuerySet(OpeningQuerySet):
    def with_cards(self) -> Self:
        """All that a card shows, in a fixed number of queries."""
        return self.select_related("agency_type").with_areas_shown().with_hours_shown()

    def with_public_facts(self) -> Self:
        return super().with_public_facts().select_related("agency_type__sector", "site").prefetch_related("sectors")

    def with_search_facts(self) -> Self:
        return self.select_related("agency_type").prefetch_related("areas", "sectors", "concerns")

    def of_type(self, code: str) -> Self:
        return self.filter(agency_type__code=code)

    def in_sector(self, code: str) -> Self:
        """Those that name the sector, and those whose type belongs to it."""
        return self.filter(Q(self._linked("sectors", code)) | Q(agency_type__sector__code=code))

    def for_concern(self, code: str) -> Self:
        return self.filter(self._linked("concerns", code))

    def in_the_same_building(self, agency: "Agency") -> Self:
        return self.filter(site=agency.site_id).except_for(agency) if agency.site_id else self.none()

    def of_the_same_kind_nearby(self, agency: "Agency") -> Self:
        """Of the same type, and for the same area or the whole town."""
        links = self.model.areas.through._default_manager
        shared = links.filter(agency=OuterRef("pk"), communityarea__in=[area.pk for area in agency.areas.all()])
        same_type = self.filter(agency_type=agency.agency_type_id).except_for(agency)
        return same_type if agency.whole_town else same_type.filter(Q(Exists(shared)) | Q(whole_town=True))

    def best_of_each_type(self, codes: Collection[str], *, area: str) -> Self:
        """One of each type: of the area before of the whole town, that before any other; best with a phone."""
        ranked = self.filter(agency_type__code__in=codes, agency_type__is_active=True).annotate(
            is_of_the_area=self._linked("areas", area),
            rank_in_type=Window(
                RowNumber(),
                partition_by=F("agency_type"),
                order_by=["-is_of_the_area", "-whole_town", Case(When(phone="", then=1), default=0), "kana", "pk"],
            ),
        )
        return self.filter(pk__in=ranked.filter(rank_in_type=1).values("pk"))

    def with_doors(self) -> Self:
        """All that a door shows, in two queries; one row for each area that an agency names, at least one."""
        return self.select_related("agency_type").prefetch_related("hours").annotate(area_code=F("areas__code"))

    def with_coordinator(self) -> Self:
        """Those at which a 相談支援包括化推進員 works."""
        return self.filter(coordinator_host=True)


class BaseQuerySet(OpeningQuerySet):
    def public(self) -> Self:
        return super().public().filter(consent_to_publish=True)

    def with_cards(self) -> Self:
        """All that a card shows, in a fixed number of queries."""
        return self.select_related("base_type").with_areas_shown().with_hours_shown()

    def with_public_facts(self) -> Self:
        return super().with_public_facts().select_related("base_type").prefetch_related("functions")

    def with_search_facts(self) -> Self:
        return self.select_related("base_type").prefetch_related("areas", "functions")

    def of_type(self, code: str) -> Self:
        return self.filter(base_type__code=code)

    def for_function(self, code: str) -> Self:
        return self.filter(self._linked("functions", code))


class GroupQuerySet(ListingQuerySet):
    def public(self) -> Self:
        return super().public().filter(consent_to_publish=True)

    def with_cards(self) -> Self:
        """All that a card shows, in a fixed number of queries."""
        return self.select_related("group_type").with_areas_shown()

    def with_public_facts(self) -> Self:
        return super().with_public_facts().select_related("group_type").prefetch_related("topics")

    def with_search_facts(self) -> Self:
        return self.select_related("group_type").prefetch_related("areas", "topics")

    def of_type(self, code: str) -> Self:
        return self.filter(group_type__code=code)

    def on_topic(self, code: str) -> Self:
        return self.filter(self._linked("topics", code))

    def recruiting(self) -> Self:
        return self.filter(recruiting=True)


class AgencyTypeQuerySet(VocabularyQuerySet):
    def with_agencies(self) -> Self:
        """Types of which residents can find somebody."""
        agencies: Any = self.model._meta.get_field("agencies").related_model  # type: ignore[misc]
        return self.filter(Exists(agencies.objects.public().filter(agency_type=OuterRef("pk"))))


class MaterialQuerySet(PageQuerySet):
    """What is asked of the library."""

    def visible(self) -> Self:
        """What strangers may see."""
        return self.live().public()

    def newest(self) -> Self:
        """The newest first; those without a day of publication last."""
        return self.order_by(F("published_on").desc(nulls_last=True), "-first_published_at", "-pk")

    def cards(self) -> Self:
        """All that a card shows, in a fixed number of queries."""
        return self.select_related("lead_image", "document").prefetch_related("lead_image__renditions")

    def with_search_facts(self) -> Self:
        return self.prefetch_related("areas", "topics", "audiences")

    def of_type(self, material_type: str) -> Self:
        return self.filter(material_type=material_type)

    def for_audience(self, code: str) -> Self:
        return self.filter(audiences__code=code)

    def on_topic(self, code: str) -> Self:
        return self.filter(topics__code=code)

    def in_area(self, code: str) -> Self:
        """Those of the area and those of the whole town, which name no area."""
        links = self.model.areas.through._default_manager.filter(learningmaterialpage=OuterRef("pk"))
        return self.filter(Q(Exists(links.filter(communityarea__code=code))) | ~Q(Exists(links)))

    def easy_to_read(self) -> Self:
        return self.filter(easy_japanese=True)


MaterialManager = PageManager.from_queryset(MaterialQuerySet)


class SituationQuerySet(SituationRows):
    def in_use(self) -> Self:
        return self.filter(is_active=True)

    def with_agency_types(self) -> Self:
        return self.prefetch_related("agency_types", "concerns")


class AssuranceQuerySet(AssuranceRows):
    """Assurances are read and added, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An assurance is written once.")

    def delete(self) -> NoReturn:
        raise TypeError("An assurance goes only together with its listing.")
