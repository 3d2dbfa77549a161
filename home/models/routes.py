"""決裁の経路: who decides on the texts of a section, in which order, and who stands in for whom."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.enums import Needs
from home.querysets import AbsenceQuerySet

STAFF = {"is_active": True, "section__isnull": False}


class Route(models.Model):
    """The steps of one section, or of all sections that have none of their own."""

    name = models.CharField(pgettext_lazy("route of approval", "name"), max_length=60)
    section = models.OneToOneField(
        "core.Section",
        verbose_name=_("responsible section"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="approval_route",
        help_text=_("Without a section: for all that have no route of their own."),
    )
    is_binding = models.BooleanField(
        _("nothing is published past this route"),
        default=True,
        help_text=_("Otherwise those who may publish can also do so by themselves."),
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("route of approval")
        verbose_name_plural = _("routes of approval")
        ordering = (F("section__sort_order").asc(nulls_first=True), "pk")
        constraints = (
            models.UniqueConstraint(
                Coalesce("section", 0),
                name="home_a_section_has_one_route",
                violation_error_message=_("This section has a route already."),
            ),
        )

    def __str__(self) -> str:
        return self.name


class RouteStep(models.Model):
    """One step: who decides. Each of those named is a seat; any one of a group can take its seat."""

    route = models.ForeignKey(
        Route, on_delete=models.CASCADE, related_name="steps", verbose_name=_("route of approval")
    )
    position = models.PositiveSmallIntegerField(pgettext_lazy("step of a route", "order"), default=1)
    name = models.CharField(
        pgettext_lazy("step of a route", "name"), max_length=40, help_text=_("For example 係長, 課長 or 広報.")
    )
    by_chief = models.BooleanField(_("a chief of the section"), default=False)
    by_head = models.BooleanField(_("the head of the section"), default=False)
    groups: Any = models.ManyToManyField("auth.Group", verbose_name=_("roles"), blank=True, related_name="+")
    people: Any = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("people by name"), blank=True, related_name="+", limit_choices_to=STAFF
    )
    needs = models.CharField(_("how many decide"), max_length=3, choices=Needs, default=Needs.ANY)
    days = models.PositiveSmallIntegerField(
        _("deadline in working days"), null=True, blank=True, help_text=_("Empty: without a deadline.")
    )

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of a route")
        verbose_name_plural = _("steps of routes")
        default_permissions = ()
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name


class Absence(models.Model):
    """代決: while somebody is away, a deputy decides in their place."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences", verbose_name=_("who is away")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stands_in", verbose_name=_("deputy")
    )
    first_day = models.DateField(_("from this day"))
    last_day = models.DateField(_("to this day"), null=True, blank=True, help_text=_("Empty: until you end it here."))

    objects = AbsenceQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        default_permissions = ()
        ordering = ("first_day", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(person=F("deputy")),
                name="home_nobody_is_their_own_deputy",
                violation_error_message=_("Choose somebody else as the deputy."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="home_an_absence_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} → {self.deputy}"
