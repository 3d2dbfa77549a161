"""A mail that rows of the database ask for leaves once, whatever happens to the process that sends it.

A row is taken in hand for a while; whoever comes meanwhile leaves it alone. What was noted is never sent again. Killed
before the mail server has the mail, it leaves once the while is over. Only a kill between the server's yes and the note
makes a second one leave, as SMTP knows no undo: both carry the same Message-ID, by which most mail systems show one.
"""

import logging
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from wagtail.models import Site

from portal.core.calendar import TOWN_CLOCK
from portal.core.models import PortalSettings, User

logger = logging.getLogger("portal.reminders")
# Longer than one pass: a server that does not answer is given up before.
IN_HAND: Final = timedelta(minutes=30)
FROM_HOUR: Final = 8


def may_write_now(now: datetime) -> bool:
    """Whether mails of the clock may leave: nobody is written to at night, nor before the town has a site."""
    return now.astimezone(TOWN_CLOCK).hour >= FROM_HOUR and Site.objects.filter(is_default_site=True).exists()


def message_to(user: User, subject: str, template: str, **facts: Any) -> EmailMessage:
    """A mail that says ``%(site)s`` in its subject and fills ``template`` with ``facts`` and the name of the site."""
    site = PortalSettings.for_site(Site.objects.get(is_default_site=True)).site_name
    body = render_to_string(template, {"site": site, **facts})
    return EmailMessage(subject=subject % {"site": site}, body=body, to=[user.email])


@transaction.atomic
def take_in_hand(rows: Any, now: datetime) -> list[int]:
    """Take what is free among ``rows``; whoever comes second finds nothing. Returns the keys."""
    taken: list[int] = list(rows.free(now).select_for_update().order_by("pk").values_list("pk", flat=True))
    rows.model.objects.filter(pk__in=taken).update(in_hand_until=now + IN_HAND)
    return taken


def hand_over(message: EmailMessage, rows: Any, taken: list[int], now: datetime) -> int:
    """Send the one mail for ``taken``, and note it; returns how many were sent. What did not leave is free again."""
    message.extra_headers["Message-ID"] = _same_each_time(rows.model._meta.model_name, taken)
    mine = rows.model.objects.filter(pk__in=taken)
    try:
        message.send()
    except Exception:
        # The next pass tries again.
        logger.exception("A mail could not be sent.")
        mine.update(in_hand_until=None)
        return 0
    mine.update(handed_over_at=now, sent_at=now)
    return 1


def _same_each_time(kind: str, taken: list[int]) -> str:
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"<{kind}.{min(taken)}@{host}>"
