from django.db import models
from django.utils.translation import gettext_lazy as _


class OverStopRefusal(models.TextChoices):
    """Why a text is not published over a stop, in words that staff read."""

    NOT_ALLOWED = "not_allowed", _("Only those who answer for publicity may publish over a stop.")
    NO_REASON = "no_reason", _("Write why it is published all the same.")
    CHANGED = "changed", _("The text has changed since. Please read the findings again.")
    NO_STOP = "no_stop", _("Nothing stops this text any more. Publish it as usual.")


class MendRefusal(models.TextChoices):
    """Why a text was not corrected, in words that staff read."""

    CHANGED = "changed", _("Somebody has written in it since.")
    LOCKED = "locked", _("It is locked.")
    NOT_YOURS = "not_yours", _("Your account may not change it.")
    NOT_FOUND = "not_found", _("There is nothing left to correct in it.")
