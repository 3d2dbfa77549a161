from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField

from resources.enums import Reservation
from resources.models.hours import WeeklyHours
from resources.models.listing import Listing
from resources.models.opening_listing import OpeningListing
from resources.querysets import AgencyQuerySet
from resources.rules.numbers import is_corporate_number


def _check_corporate_number(number: str) -> None:
    if not is_corporate_number(number):
        raise ValidationError(_("This is no corporate number: it has 13 digits, and the first checks the rest."))


class Agency(OpeningListing):
    """相談支援機関・支援機関: somebody to ask, within welfare and beyond."""

    agency_type = models.ForeignKey(
        "resources.AgencyType", verbose_name=_("agency type"), on_delete=models.PROTECT, related_name="agencies"
    )
    sectors = ParentalManyToManyField("core.Sector", verbose_name=_("sectors"), blank=True, related_name="+")
    concerns = ParentalManyToManyField("core.Concern", verbose_name=_("concerns"), blank=True, related_name="+")
    operator = models.CharField(_("run by"), max_length=160, blank=True)
    operator_number = models.CharField(
        _("corporate number"), max_length=13, blank=True, validators=[_check_corporate_number]
    )
    office_number = models.CharField(_("office number"), max_length=20, blank=True)
    service_words = models.TextField(
        _("kinds of service"), blank=True, help_text=_("One a line. Imports write the words of their source here.")
    )

    what_we_do = models.TextField(_("what we do"), blank=True, help_text=_("In plain words."))
    when_to_come = models.TextField(
        _("when to come"), blank=True, help_text=_("What a resident would say, one sentence a line.")
    )
    who_can_use = models.TextField(_("who can use it"), blank=True)
    reservation = models.CharField(
        _("reservation"), max_length=20, choices=Reservation.choices, default=Reservation.UNKNOWN, blank=True
    )
    fee = models.CharField(_("fee"), max_length=160, blank=True)
    anonymous_ok = models.BooleanField(_("without giving a name"), default=False)
    visit_ok = models.BooleanField(_("visits people at home"), default=False)
    online_ok = models.BooleanField(_("by video call"), default=False)
    languages = models.CharField(_("languages"), max_length=160, blank=True)

    site = models.ForeignKey(
        "resources.Site",
        verbose_name=_("building shared with others"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agencies",
    )
    in_network = models.BooleanField(_("member of the support network"), default=False)
    coordinator_host = models.BooleanField(
        _("a coordinator works here"), default=False, help_text=_("相談支援包括化推進員 is placed here.")
    )

    objects = AgencyQuerySet.as_manager()

    class Meta(Listing.Meta):
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        indexes: ClassVar[tuple[models.Index, ...]] = (
            *Listing.Meta.indexes,
            models.Index(fields=("agency_type", "kana"), name="resources_agencies_of_type"),
        )

    def get_absolute_url(self) -> str:
        return reverse("resources:agency", kwargs={"slug": self.slug})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "resources/agency.html"

    @property
    def says_when_to_come(self) -> list[str]:
        """Its own sentences, or else those of its type."""
        return self.when_to_come.splitlines() or self.agency_type.says_when_to_come


class AgencyHours(WeeklyHours):
    agency = ParentalKey(Agency, verbose_name=_("agency"), related_name="hours", on_delete=models.CASCADE)

    class Meta(WeeklyHours.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *WeeklyHours.Meta.constraints,
            models.UniqueConstraint(
                fields=("agency", "weekday", "opens_at"),
                name="resources_an_agency_opens_once_at_a_time",
                violation_error_message=_("These hours are there already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens_at:%H:%M}"
