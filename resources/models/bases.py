from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from resources.models.hours import WeeklyHours
from resources.models.listing import Listing
from resources.models.opening_listing import OpeningListing
from resources.querysets import BaseQuerySet


class Base(OpeningListing):
    """活動拠点: a place where anybody may drop in, and where residents run things of their own."""

    base_type = models.ForeignKey(
        "resources.BaseType", verbose_name=_("type of base"), on_delete=models.PROTECT, related_name="bases"
    )
    functions = ParentalManyToManyField(
        "resources.BaseFunction", verbose_name=_("functions"), blank=True, related_name="+"
    )
    operator = models.CharField(_("run by"), max_length=160, blank=True)
    what_we_do = models.TextField(_("what one can do here"), blank=True, help_text=_("In plain words."))
    for_whom = models.CharField(_("for whom"), max_length=160, blank=True)
    monthly_words = models.CharField(
        _("days of the month"),
        max_length=160,
        blank=True,
        help_text=_("For example: second Wednesday, 10:00–12:00."),
    )
    specialist_days = models.TextField(
        _("days with a professional"), blank=True, help_text=_("Who is there and when, one a line.")
    )
    fee = models.CharField(_("fee"), max_length=160, blank=True)
    drop_in_ok = models.BooleanField(_("drop in without a reservation"), default=True)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    equipment = models.TextField(_("equipment"), blank=True)
    rental_rules = models.TextField(_("how to use a room"), blank=True)
    started_on = models.DateField(_("opened on"), null=True, blank=True)
    consent_to_publish = models.BooleanField(
        _("agreed to be listed"), default=False, help_text=_("Only those who agreed stand on the public site.")
    )

    objects = BaseQuerySet.as_manager()

    class Meta(Listing.Meta):
        verbose_name = _("base")
        verbose_name_plural = _("bases")

    if TYPE_CHECKING:
        events: Any  # what the events feature calls its way back to a base

    def get_absolute_url(self) -> str:
        return reverse("resources:base", kwargs={"slug": self.slug})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "resources/base.html"


class BaseHours(WeeklyHours):
    base = ParentalKey(Base, verbose_name=_("base"), related_name="hours", on_delete=models.CASCADE)

    class Meta(WeeklyHours.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *WeeklyHours.Meta.constraints,
            models.UniqueConstraint(
                fields=("base", "weekday", "opens_at"),
                name="resources_a_base_opens_once_at_a_time",
                violation_error_message=_("These hours are there already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}"
