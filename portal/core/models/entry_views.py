from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import EntryViewsQuerySet


class EntryViews(models.Model):
    """How often one entry of a directory was looked at on one day of the town; of those who looked nothing is known.

    ``kind`` is the label of its model. An entry may be gone by now: its numbers go after two years like all.
    """

    kind = models.CharField(_("kind"), max_length=60)
    entry = models.PositiveBigIntegerField(_("entry"))
    day = models.DateField(_("day"), db_index=True)
    views = models.PositiveIntegerField(_("views"), default=0)

    objects = EntryViewsQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("views of an entry")
        verbose_name_plural = _("views of entries")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=("kind", "entry", "day"), name="core_an_entry_has_one_count_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.entry} {self.day}: {self.views}"
