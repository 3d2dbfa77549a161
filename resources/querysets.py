"""The questions that the portal asks about agencies, bases, groups and materials."""

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models

if TYPE_CHECKING:
    from resources.models import Assurance, Situation

    SituationRows = models.QuerySet[Situation]
    AssuranceRows = models.QuerySet[Assurance]
else:
    SituationRows = AssuranceRows = models.QuerySet


class ListingQuerySet(models.QuerySet):
    """What agencies, bases and groups are asked alike."""

    def free_slug(self, wanted: str) -> str:
        """``wanted``, or with the first number that nobody has yet."""
        taken = set(self.filter(slug__startswith=wanted).values_list("slug", flat=True))
        if wanted not in taken:
            return wanted
        return next(slug for number in range(2, len(taken) + 3) if (slug := f"{wanted}-{number}") not in taken)


class AgencyQuerySet(ListingQuerySet):
    pass


class BaseQuerySet(ListingQuerySet):
    pass


class GroupQuerySet(ListingQuerySet):
    pass


class SituationQuerySet(SituationRows):
    def in_use(self) -> Self:
        return self.filter(is_active=True)


class AssuranceQuerySet(AssuranceRows):
    """Assurances are read and added, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("An assurance is written once.")

    def delete(self) -> NoReturn:
        raise TypeError("An assurance goes only together with its listing.")
