"""The second person: who may decide on a text that could point to somebody, and in which words they are refused."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CheckDecision(models.TextChoices):
    """What the second person found when reading a text."""

    CONFIRMED = "confirmed", pgettext_lazy("outcome check", "Nobody can be identified")
    RETURNED = "returned", pgettext_lazy("outcome check", "Sent back")


class CheckRefusal(models.TextChoices):
    """Why a check is not accepted, in words staff read."""

    WRITER = "writer", _("You wrote this text, so somebody else has to check it.")
    OUTDATED = "outdated", _("The text has changed since you opened it. Please read it again.")
    NOT_ALLOWED = "not_allowed", _("Your account may not check this text.")
    NO_REASON = "no_reason", _("Write what has to be changed.")
    NOT_LOOKED = "not_looked", _("Look at each place in the list, and tick the box below it.")


class PublishRefusal(models.TextChoices):
    """Why a text about people is not published, in words staff read."""

    UNCHECKED = (
        "unchecked",
        _("A second person has to confirm that nobody can be identified in this very text before it is published."),
    )


def check_refusal(
    *, checker: int, writers: Collection[int], may_check: bool, same_text: bool = True
) -> CheckRefusal | None:
    """Why this account may not decide on this text, or nothing if it may.

    ``writers`` holds everyone who owns the page or ever saved a version of it.
    The same rule draws the button and guards the write.
    """
    if not may_check:
        return CheckRefusal.NOT_ALLOWED
    if checker in writers:
        return CheckRefusal.WRITER
    if not same_text:
        return CheckRefusal.OUTDATED
    return None
