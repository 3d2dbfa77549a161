from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.querysets import PageViewsQuerySet


class PageViews(models.Model):
    """How often one page was looked at on one day of the town; of those who looked nothing is known."""

    # Views are written down a little later than they happen: the page may be gone by then.
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    day = models.DateField(_("day"), db_index=True)
    views = models.PositiveIntegerField(_("views"), default=0)

    objects = PageViewsQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("views of a page")
        verbose_name_plural = _("views of pages")
        default_permissions = ()
        constraints = (models.UniqueConstraint(fields=("page", "day"), name="core_a_page_has_one_count_a_day"),)

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.views}"
