"""States and kinds that never change without a release."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Weekday(models.IntegerChoices):
    """Days as Python counts them, and one more for public holidays."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
    HOLIDAY = 7, _("Public holidays")


class HolidayRule(models.TextChoices):
    """What a place does on a public holiday."""

    CLOSED = "closed", _("Closed on public holidays")
    AS_USUAL = "as_usual", _("Open on public holidays as on other days")
    OWN_HOURS = "own_hours", _("Hours of their own on public holidays")


class Reservation(models.TextChoices):
    """Whether one has to announce oneself."""

    UNKNOWN = "", _("Please ask")
    NOT_NEEDED = "not_needed", _("No reservation needed")
    WELCOME = "welcome", _("A reservation saves waiting")
    NEEDED = "needed", _("Reservation needed")


class MaterialType(models.TextChoices):
    """What a learning material is."""

    BOOKLET = "booklet", _("Booklet")
    SLIDES = "slides", _("Slides")
    VIDEO = "video", _("Video")
    READING = "reading", pgettext_lazy("learning material", "Reading")
    LINK = "link", pgettext_lazy("learning material", "Link")


class ConfirmedHow(models.TextChoices):
    """How somebody made sure that a listing is still right."""

    PHONE = "phone", _("By phone")
    VISIT = "visit", _("By a visit")
    MAIL = "mail", _("By mail or FAX")
    STEWARD = "steward", _("By the organisation itself")
    STAFF = "staff", _("By the section in charge")
    IMPORT = "import", _("By published open data")
