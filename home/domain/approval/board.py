"""Who sits where: the routes of the town, the people in office and their deputies, read in few questions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from django.db.models import Q

from home.enums import Needs
from home.models import Absence, Route, RouteStep
from home.rules import Seat, Turn
from portal.core.models import Section, User

CHIEF, HEAD, GROUP, PERSON = "chief", "head", "group", "person"


class Board:
    """The routes as they stand on one day. What was read stays; for a decision a fresh one is read."""

    def __init__(self, today: date) -> None:
        self.today = today
        steps = "steps__groups", "steps__people"
        self._routes: dict[int | None, Route] = {
            route.section_id: route for route in Route.objects.prefetch_related("steps", *steps)
        }

    def route_of(self, section: int | None) -> Route | None:
        """The route of a section; that of the town where it has none of its own."""
        return self._routes.get(section) or self._routes.get(None)

    def steps_of(self, section: int | None) -> list[RouteStep]:
        route = self.route_of(section)
        return list(route.steps.all()) if route is not None else []

    def turns_of(self, section: int | None) -> list[Turn]:
        """The steps of a section with those who sit there today."""
        return [
            Turn(step.pk, tuple(self._seats(step, section)), step.needs == Needs.ALL) for step in self.steps_of(section)
        ]

    def stands_in_for(self, user: int) -> frozenset[int]:
        """Those in whose place ``user`` decides today."""
        return self._absent[user]

    def deputies_of(self, people: Iterable[int]) -> set[int]:
        """Those who decide today in the place of one of ``people``."""
        away = set(people)
        return {deputy for deputy, absent in self._absent.items() if deputy is not None and away & absent}

    def _seats(self, step: RouteStep, section: int | None) -> Iterable[Seat]:
        if step.by_chief:
            yield Seat(CHIEF, self._chiefs.get(section, frozenset()))
        if step.by_head:
            yield Seat(HEAD, self._heads.get(section, frozenset()))
        for group in step.groups.all():
            yield Seat(f"{GROUP}:{group.pk}", self._members[group.pk])
        for person in step.people.all():
            yield Seat(f"{PERSON}:{person.pk}", frozenset({person.pk} if person.is_active else ()))

    @cached_property
    def _heads(self) -> Mapping[int | None, frozenset[int]]:
        rows = Section.objects.filter(head__is_active=True).values_list("pk", "head_id")
        return {section: frozenset({head}) for section, head in rows if head}

    @cached_property
    def _chiefs(self) -> Mapping[int | None, frozenset[int]]:
        rows = Section.chiefs.through._default_manager.filter(user__is_active=True).values_list("section_id", "user_id")
        return _gathered(rows)

    @cached_property
    def _members(self) -> Mapping[int | None, frozenset[int]]:
        named = {
            group.pk for route in self._routes.values() for step in route.steps.all() for group in step.groups.all()
        }
        rows = User.objects.filter(is_active=True, groups__in=named).values_list("groups", "pk")
        return _gathered((group, user) for group, user in rows if group in named)

    @cached_property
    def _absent(self) -> Mapping[int | None, frozenset[int]]:
        in_use = Q(deputy__is_active=True)
        return _gathered(Absence.objects.on(self.today).filter(in_use).values_list("deputy_id", "person_id"))


def _gathered(rows: Iterable[tuple[int | None, int]]) -> "defaultdict[int | None, frozenset[int]]":
    found: defaultdict[int | None, frozenset[int]] = defaultdict(frozenset)
    for key, one in rows:
        found[key] |= {one}
    return found
