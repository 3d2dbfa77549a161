from typing import Any, ClassVar

from django.conf import settings
from django.contrib.admin import display
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import InlinePanel, MultiFieldPanel

from volunteers.enums import ContactWay, SignupState, Transport, VolunteerState
from volunteers.querysets import (
    EVENT_IS_OFF,
    ShiftQuerySet,
    SignupQuerySet,
    VolunteerOpportunityQuerySet,
    VolunteerQuerySet,
)


class Volunteer(models.Model):
    """Somebody who lends a hand. Personal: seen by the person and by staff who place volunteers."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE, related_name="volunteer"
    )
    family_name = models.CharField(_("family name"), max_length=40)
    given_name = models.CharField(_("given name"), max_length=40, blank=True)
    family_kana = models.CharField(_("family name in katakana"), max_length=60)
    given_kana = models.CharField(_("given name in katakana"), max_length=60, blank=True)
    birth_date = models.DateField(_("date of birth"))
    guardian_name = models.CharField(_("name of a guardian"), max_length=80, blank=True)
    guardian_phone = models.CharField(_("phone of the guardian"), max_length=40, blank=True)
    guardian_agreed_on = models.DateField(_("guardian agreed on"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=40)
    contact_way = models.CharField(_("how to reach you"), max_length=10, choices=ContactWay, default=ContactWay.PHONE)
    area = models.ForeignKey(
        "core.CommunityArea",
        verbose_name=_("community area"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    interests = models.ManyToManyField(
        "core.Topic", verbose_name=_("what you would like to do"), blank=True, related_name="+"
    )
    free_at = models.JSONField(_("when you have time"), default=list, blank=True)
    skills = models.CharField(_("skills and licences"), max_length=200, blank=True)
    transport = models.CharField(_("how you come"), max_length=10, choices=Transport, blank=True)
    photo_consent = models.BooleanField(_("photographs of me may be published"), default=False)
    privacy_text = models.CharField(_("version of the privacy text"), max_length=20)
    consented_at = models.DateTimeField(_("agreed at"))
    state = models.CharField(_("state"), max_length=20, choices=VolunteerState, default=VolunteerState.REGISTERED)
    registered_on = models.DateField(_("registered on"))
    expires_on = models.DateField(_("registration ends on"))

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = _("volunteer")
        verbose_name_plural = _("volunteers")
        ordering = ("family_kana", "given_kana", "pk")

    def __str__(self) -> str:
        """No name: this is what the audit log of /cms/ keeps for ever."""
        return gettext("Volunteer %(number)s") % {"number": self.pk}

    @property
    @display(description=pgettext_lazy("person", "name"), ordering="family_kana")
    def full_name(self) -> str:
        return f"{self.family_name} {self.given_name}".strip()

    @property
    @display(description=pgettext_lazy("person", "reading"), ordering="family_kana")
    def full_kana(self) -> str:
        return f"{self.family_kana} {self.given_kana}".strip()


class VolunteerOpportunity(ClusterableModel):
    """ボランティア募集: what helpers do, when, and whom to ask."""

    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="opportunities",
    )
    title = models.CharField(_("title"), max_length=80)
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)
    role = models.TextField(_("what helpers do"))
    place = models.CharField(
        _("place"), max_length=160, blank=True, help_text=_("Leave empty if it is the place of the event.")
    )
    areas = ParentalManyToManyField(
        "core.CommunityArea",
        verbose_name=_("community areas"),
        blank=True,
        related_name="+",
        help_text=_("Leave empty if they are those of the event."),
    )
    topics = ParentalManyToManyField(
        "core.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        help_text=_("Leave empty if they are those of the event."),
    )
    conditions = models.CharField(_("conditions"), max_length=200, blank=True)
    belongings = models.CharField(_("what to bring"), max_length=200, blank=True)
    expenses = models.CharField(_("expenses"), max_length=120, blank=True)
    insurance = models.CharField(_("insurance"), max_length=160, blank=True)
    suited_for = models.CharField(_("suited for"), max_length=120, blank=True)
    contact_name = models.CharField(_("contact"), max_length=80)
    contact_phone = models.CharField(_("phone"), max_length=40)
    contact_fax = models.CharField(_("FAX"), max_length=40, blank=True)
    apply_until = models.DateTimeField(_("apply until"), null=True, blank=True)
    is_public = models.BooleanField(_("shown to residents"), default=False)

    objects = VolunteerOpportunityQuerySet.as_manager()
    coming: list[Any]

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(["event", "title", "purpose", "role", "topics"], heading=_("The call")),
        InlinePanel("shifts", heading=_("Shifts"), label=_("Shift"), min_num=1),
        MultiFieldPanel(["place", "areas"], heading=_("Where")),
        MultiFieldPanel(["conditions", "belongings", "expenses", "insurance", "suited_for"], heading=_("Good to know")),
        MultiFieldPanel(["contact_name", "contact_phone", "contact_fax", "apply_until"], heading=_("Contact")),
        "is_public",
    ]

    class Meta:
        verbose_name = _("call for volunteers")
        verbose_name_plural = _("calls for volunteers")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    @property
    def called_off(self) -> bool:
        """A call ends with its event."""
        return self.event is not None and (not self.event.live or self.event.state in EVENT_IS_OFF)

    @property
    def places_left(self) -> int:
        """Free places in all shifts to come; asks for ``cards``."""
        return sum(shift.left for shift in self.coming)


class Shift(models.Model):
    """One stretch of time with a number of places."""

    opportunity = ParentalKey(VolunteerOpportunity, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    places = models.PositiveSmallIntegerField(
        _("places"), default=1, help_text=_("Without the places that you gave away by phone.")
    )
    note = models.CharField(_("note"), max_length=120, blank=True)

    objects = ShiftQuerySet.as_manager()

    panels: ClassVar[list[Any]] = ["starts_at", "ends_at", "places", "note"]

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ("starts_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="volunteers_a_shift_ends_after_it_starts",
                violation_error_message=_("A shift must end after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="volunteers_a_shift_has_a_place",
                violation_error_message=_("A shift needs at least one place."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.opportunity} {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"


class Signup(models.Model):
    """A name put down for a shift; a withdrawn one stays, so that putting it down again is harmless."""

    shift = models.ForeignKey(Shift, verbose_name=_("shift"), on_delete=models.CASCADE, related_name="signups")
    volunteer = models.ForeignKey(
        Volunteer, verbose_name=_("volunteer"), on_delete=models.CASCADE, related_name="signups"
    )
    state = models.CharField(_("state"), max_length=20, choices=SignupState, default=SignupState.CONFIRMED)
    message = models.CharField(_("message"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = SignupQuerySet.as_manager()

    class Meta:
        verbose_name = _("name put down")
        verbose_name_plural = _("names put down")
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("shift", "volunteer"), name="volunteers_one_signup_of_a_volunteer_per_shift"
            ),
        )

    def __str__(self) -> str:
        return f"{self.volunteer}: {self.shift}"

    @property
    def holds_a_place(self) -> bool:
        return self.state in SignupState.holding_a_place()
