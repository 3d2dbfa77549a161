"""States and the words residents read for them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VolunteerState(models.TextChoices):
    """How far a registration has come."""

    REGISTERED = "registered", pgettext_lazy("volunteer", "Registered")
    PAUSED = "paused", pgettext_lazy("volunteer", "Paused")
    ENDED = "ended", pgettext_lazy("volunteer", "Ended")


class SignupState(models.TextChoices):
    CONFIRMED = "confirmed", pgettext_lazy("sign-up", "Name is down")
    ATTENDED = "attended", pgettext_lazy("sign-up", "Took part")
    CANCELLED = "cancelled", pgettext_lazy("sign-up", "Withdrawn")

    @classmethod
    def holding_a_place(cls) -> tuple[Self, ...]:
        return cls.CONFIRMED, cls.ATTENDED


class Refusal(models.TextChoices):
    """Why a volunteer cannot take a place, in words the volunteer reads."""

    NOT_REGISTERED = "not_registered", _("Please register as a volunteer first.")
    EXPIRED = "expired", _("Your registration has run out. Look through your details and save them, and it runs again.")
    RESTING = "resting", _("Your registration rests at the moment. Please phone us to start again.")
    NOT_PUBLISHED = "not_published", _("This call is no longer open.")
    CLOSED = "closed", _("The time to put one's name down is over.")
    STARTED = "started", _("This activity has already started.")
    CANCELLED = "cancelled", _("This activity was called off or put off.")
    FULL = "full", _("All places are taken.")
    GUARDIAN = "guardian", _("Under 18, a guardian has to agree first. Please ask your guardian to phone us.")


class ContactWay(models.TextChoices):
    PHONE = "phone", _("Phone")
    MAIL = "mail", _("E-mail")


class Transport(models.TextChoices):
    FOOT = "foot", _("On foot or by bicycle")
    CAR = "car", _("By own car")
    PUBLIC = "public", _("By bus or train")


class DaySlot(models.TextChoices):
    """When somebody usually has time."""

    WEEKDAY_MORNING = "weekday_am", _("Weekday mornings")
    WEEKDAY_AFTERNOON = "weekday_pm", _("Weekday afternoons")
    WEEKDAY_EVENING = "weekday_eve", _("Weekday evenings")
    WEEKEND_MORNING = "weekend_am", _("Mornings of Saturdays, Sundays and holidays")
    WEEKEND_AFTERNOON = "weekend_pm", _("Afternoons of Saturdays, Sundays and holidays")


class When(models.TextChoices):
    """When a helper looks for something to do."""

    WEEK = "week", _("Within 7 days")
    MONTH = "month", _("Within 30 days")
    WEEKDAY = "weekday", _("On weekdays")
    WEEKEND = "weekend", _("On Saturdays and Sundays")
