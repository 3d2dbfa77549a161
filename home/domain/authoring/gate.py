"""A text with a stop does not go live, by whichever way; unless somebody who may answers for it with a reason."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from home.domain.approval.needs import needs_approval
from home.domain.authoring.reading import read
from home.domain.authoring.texts import content_type_of, findings_address, is_checked, latest, title_of
from home.enums import OverStopRefusal
from home.models import OverStop
from home.rules import digest_of, key_of, unanswered_stops
from portal.core.authoring.findings import Finding
from portal.core.models import User
from portal.core.publishing import Gatekeeper, PublishingRefused, register

PERMISSION: Final = "home.publish_over_stop"
PUBLISHED_OVER: Final = "home.published_over_stop"
CALLED_OFF: Final = "home.publishing_called_off"


class OverStopRefused(Exception):
    """Raised when a text is not published over its stops; ``reason`` holds the words for staff."""

    def __init__(self, reason: OverStopRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


def connect() -> None:
    """Stand at the gate of every publication."""
    register("authoring", Gatekeeper(ask=ask, tell=tell))


def ask(text: Any, shown: Callable[[], Any] | None = None) -> None:
    """Raise PublishingRefused when something in ``text`` stops it and nobody has answered for it.

    What residents read already, brought by ``shown``, is no news and stops nothing.
    """
    if not is_checked(text) or not (stops := read(text).stops):
        return
    if (before := shown and shown()) is not None:
        stops = unanswered_stops(stops, frozenset(map(key_of, read(before).findings)))
    if stops:
        words = _("“%(title)s” was not published: the check of writing says stop (%(number)d). It is kept as a draft.")
        address = findings_address(text) if text.pk else ""
        raise PublishingRefused(words % {"title": title_of(text), "number": len(stops)}, address=address)


def tell(revision: Revision, refused: PublishingRefused) -> None:
    """The timer did not publish: it is written into the history, and whoever wrote the text gets a mail."""
    thing = revision.content_object
    log(instance=thing, action=CALLED_OFF, revision=revision)
    if revision.user is not None and revision.user.email:
        subject = _("Not published at its time: %(title)s") % {"title": title_of(thing)}
        words = f"{refused}\n\n{settings.BASE_URL}{refused.address}\n"
        send_mail(subject, words, None, [revision.user.email])


@transaction.atomic
def publish_over(*, thing: Any, user: User, reason: str, read_stops: str, now: datetime) -> OverStop:
    """Publish the latest text of ``thing`` although something stops it, and keep who did so and why.

    What still has to go through a route is not published yet: the stop alone is answered for.

    ``read_stops`` is the digest of the stops that ``user`` was shown. Raises OverStopRefused,
    and Wagtail's PublishPermissionError when ``user`` may not publish this text at all.
    """
    locked = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    revision = locked.get_latest_revision() or locked.save_revision(clean=False, changed=False)
    stops = read(latest(locked)).stops
    if refusal := over_stop_refusal(stops, user=user, reason=reason, read_stops=read_stops):
        raise OverStopRefused(refusal)
    answered = OverStop.objects.create(
        content_type=content_type_of(locked),
        object_id=str(locked.pk),
        title=title_of(locked),
        revision=revision,
        published_by=user,
        published_at=now,
        reason=reason.strip(),
        stops=[_kept(stop) for stop in stops],
    )
    log(
        instance=locked,
        action=PUBLISHED_OVER,
        user=user,
        revision=revision,
        data={"reason": answered.reason, "stops": [stop["message"] for stop in answered.stops]},
    )
    if not needs_approval(latest(locked)):
        # Else the stop is answered for, and the route goes on; its last yes publishes.
        revision.publish(user=user)
    return answered


def over_stop_refusal(stops: list[Finding], *, user: User, reason: str, read_stops: str) -> OverStopRefusal | None:
    """Why ``user`` may not publish over ``stops``, or nothing."""
    if not user.has_perm(PERMISSION):
        return OverStopRefusal.NOT_ALLOWED
    if not stops:
        return OverStopRefusal.NO_STOP
    if digest_of(stops) != read_stops:
        return OverStopRefusal.CHANGED
    return None if reason.strip() else OverStopRefusal.NO_REASON


def _kept(stop: Finding) -> dict[str, str]:
    return {
        "key": key_of(stop),
        "rule": stop.rule,
        "message": str(stop.message),
        "excerpt": stop.excerpt,
        "field": stop.place.field,
    }
