"""The questions that the portal asks about its shared tables."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from portal.core.models import CommunityArea, EmergencyNotice, Vocabulary  # noqa: F401 -- named in quotes below


class CommunityAreaQuerySet(models.QuerySet["CommunityArea"]):
    def with_town_names(self) -> Self:
        return self.prefetch_related("town_names")

    def where_town_name_starts(self, words: str) -> Self:
        """Areas that hold a town name beginning with ``words``, by characters or by reading."""
        return self.filter(
            Q(town_names__name__startswith=words) | Q(town_names__kana__startswith=words) | Q(name__startswith=words)
        ).distinct()


class VocabularyQuerySet(models.QuerySet["Vocabulary"]):
    def in_use(self) -> Self:
        """Entries that may still be chosen."""
        return self.filter(is_active=True)

    def coded(self, *codes: Any) -> Self:
        return self.filter(code__in=codes)


class EmergencyNoticeQuerySet(models.QuerySet["EmergencyNotice"]):
    def showing(self, now: datetime) -> Self:
        """Notices that stand on every page now, the gravest first."""
        return self.filter(
            Q(shown_from__isnull=True) | Q(shown_from__lte=now),
            Q(shown_until__isnull=True) | Q(shown_until__gt=now),
            is_on=True,
        ).order_by("level", "-switched_at")
