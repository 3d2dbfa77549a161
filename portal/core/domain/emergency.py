"""Emergency notices: one press puts them at the head of every page, one press takes them away."""

from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from portal.core.models import EmergencyNotice, User

SWITCHED_ON: Final = "core.emergency_on"
SWITCHED_OFF: Final = "core.emergency_off"
# How templates mark what has to be filled in: 「○時○分、○○地区に」.
BLANKS: Final = ("○", "〇", "◯")


class WhyNotShown(models.TextChoices):
    """Why a notice does not go on, in words that staff read."""

    BLANKS_LEFT = "blanks_left", _("Fill in the blanks (○) first.")
    OVER = "over", _("The end must lie in the future.")


class NoticeRefused(Exception):
    """Raised when a notice does not go on; ``reason`` holds the words for staff."""

    def __init__(self, reason: WhyNotShown) -> None:
        super().__init__(reason.label)
        self.reason = reason


def has_blanks(notice: EmergencyNotice) -> bool:
    """Whether the words of ``notice`` still hold a ○ of the template."""
    return any(blank in f"{notice.title}{notice.text}" for blank in BLANKS)


def refusal(*, notice: EmergencyNotice, now: datetime, until: datetime | None) -> WhyNotShown | None:
    """Why ``notice`` may not go on, or nothing; it draws the button, too."""
    if has_blanks(notice):
        return WhyNotShown.BLANKS_LEFT
    if until is not None and until <= now:
        return WhyNotShown.OVER
    return None


@transaction.atomic
def switch_on(*, notice: EmergencyNotice, by: User, now: datetime, until: datetime | None = None) -> EmergencyNotice:
    """Show ``notice`` on every page from ``now``, until somebody stops it or ``until`` has come.

    Raises NoticeRefused when blanks are left in it or ``until`` is over.
    """
    kept = EmergencyNotice.objects.select_for_update().get(pk=notice.pk)
    if reason := refusal(notice=kept, now=now, until=until):
        raise NoticeRefused(reason)
    kept.shown_from, kept.shown_until = None, until
    return _switched(kept, by=by, now=now, is_on=True)


@transaction.atomic
def switch_off(*, notice: EmergencyNotice, by: User, now: datetime) -> EmergencyNotice:
    """Take ``notice`` off every page. Its words stay for the next time; again is harmless."""
    kept = EmergencyNotice.objects.select_for_update().get(pk=notice.pk)
    return _switched(kept, by=by, now=now, is_on=False) if kept.is_on else kept


def _switched(notice: EmergencyNotice, *, by: User, now: datetime, is_on: bool) -> EmergencyNotice:
    notice.is_on, notice.switched_at, notice.switched_by = is_on, now, by
    notice.save()
    log(instance=notice, action=SWITCHED_ON if is_on else SWITCHED_OFF, user=by)
    return notice


@transaction.atomic
def write(*, notice: EmergencyNotice, by: User) -> EmergencyNotice:
    """Keep the words of ``notice``. While it is on, every page says the new words at once."""
    action = "wagtail.edit" if notice.pk else "wagtail.create"
    notice.save()
    log(instance=notice, action=action, user=by, content_changed=True)
    return notice


@transaction.atomic
def throw_away(*, notice: EmergencyNotice, by: User) -> None:
    """Delete ``notice``; the log keeps that it was there."""
    log(instance=notice, action="wagtail.delete", user=by, deleted=True)
    notice.delete()
