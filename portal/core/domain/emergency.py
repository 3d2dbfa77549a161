"""Emergency notices: a press puts them at the head of every page, and they go at their end by themselves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from portal.core.gaps import has_gaps
from portal.core.models import CommunityArea, EmergencyNotice, User

SWITCHED_ON: Final = "core.emergency_on"
SWITCHED_OFF: Final = "core.emergency_off"
PROLONGED: Final = "core.emergency_prolonged"


class WhyNotShown(models.TextChoices):
    """Why a notice does not go on, in words that staff read."""

    BLANKS_LEFT = "blanks_left", _("Fill in what stands in brackets ［…］ (or ○) first.")
    OVER = "over", _("The end must lie in the future.")
    NOT_ON = "not_on", _("The notice is not shown any more. Show it again with new words.")


class NoticeRefused(Exception):
    """Raised when a notice does not go on; ``reason`` holds the words for staff."""

    def __init__(self, reason: WhyNotShown) -> None:
        super().__init__(reason.label)
        self.reason = reason


def refusal(*, notice: EmergencyNotice, now: datetime, until: datetime | None) -> WhyNotShown | None:
    """Why ``notice`` may not go on, or nothing; it draws the button, too."""
    if has_gaps(notice.title, notice.text):
        return WhyNotShown.BLANKS_LEFT
    if until is not None and until <= now:
        return WhyNotShown.OVER
    return None


@transaction.atomic
def announce(
    *, notice: EmergencyNotice, areas: Iterable[CommunityArea], by: User, now: datetime, until: datetime | None
) -> EmergencyNotice:
    """Keep the words of ``notice`` and put them on every page in one step. Raises NoticeRefused."""
    if reason := refusal(notice=notice, now=now, until=until):
        raise NoticeRefused(reason)
    kept = write(notice=notice, areas=areas, by=by)
    return switch_on(notice=kept, by=by, now=now, until=until)


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


@transaction.atomic
def set_end(*, notice: EmergencyNotice, by: User, now: datetime, until: datetime | None) -> EmergencyNotice:
    """Let what shows stand longer or shorter. Raises NoticeRefused when it is over, or ``until`` is."""
    kept = EmergencyNotice.objects.select_for_update().get(pk=notice.pk)
    if not EmergencyNotice.objects.showing(now).filter(pk=kept.pk).exists():
        raise NoticeRefused(WhyNotShown.NOT_ON)
    if until is not None and until <= now:
        raise NoticeRefused(WhyNotShown.OVER)
    kept.shown_until = until
    kept.save(update_fields=["shown_until"])
    log(instance=kept, action=PROLONGED, user=by, data=_details(kept))
    return kept


@transaction.atomic
def write(*, notice: EmergencyNotice, by: User, areas: Iterable[CommunityArea] | None = None) -> EmergencyNotice:
    """Keep the words of ``notice``. While it is on, every page says the new words at once.

    Raises NoticeRefused when what is on would get a gap.
    """
    if notice.is_on and has_gaps(notice.title, notice.text):
        raise NoticeRefused(WhyNotShown.BLANKS_LEFT)
    action = "wagtail.edit" if notice.pk else "wagtail.create"
    if notice.pk:
        # Somebody else may have stopped or prolonged it since this form was opened.
        kept = EmergencyNotice.objects.select_for_update().get(pk=notice.pk)
        for name in ("is_on", "shown_from", "shown_until", "switched_at", "switched_by_id"):
            setattr(notice, name, getattr(kept, name))
    notice.save()
    if areas is not None:
        notice.areas.set(areas)
    log(instance=notice, action=action, user=by, content_changed=True)
    return notice


@transaction.atomic
def throw_away(*, notice: EmergencyNotice, by: User) -> None:
    """Delete ``notice``; the log keeps that it was there."""
    log(instance=notice, action="wagtail.delete", user=by, deleted=True)
    notice.delete()


def _switched(notice: EmergencyNotice, *, by: User, now: datetime, is_on: bool) -> EmergencyNotice:
    notice.is_on, notice.switched_at, notice.switched_by = is_on, now, by
    notice.save()
    log(instance=notice, action=SWITCHED_ON if is_on else SWITCHED_OFF, user=by, data=_details(notice))
    return notice


def _details(notice: EmergencyNotice) -> dict[str, object]:
    """What the log keeps beside the name: how grave, whether it was a drill, until when."""
    until = notice.shown_until.isoformat() if notice.shown_until else None
    return {"level": notice.level, "drill": notice.is_drill, "until": until}
