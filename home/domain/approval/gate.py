"""A text of a section with a binding route does not go live unless its route has approved that very text."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from home.domain.approval import mails, reminding
from home.domain.approval.deciding import RouteDesk, carry_on
from home.domain.approval.needs import needs_approval
from home.domain.authoring.texts import editor_address, is_checked, title_of
from home.models import Passage, SectionApprovalTask
from portal.core import due_work, publishing
from portal.core.publishing import Gatekeeper, PublishingRefused

CALLED_OFF: Final = "home.publishing_not_approved"


def connect() -> None:
    """Stand at the gate, answer Wagtail's workflow, and remind by the clock."""
    SectionApprovalTask.desk = RouteDesk()
    mails.connect()
    publishing.register(publishing.APPROVAL, Gatekeeper(ask=ask, tell=tell))
    due_work.register(due_work.DueWork("carry approvals on", carry_on))
    due_work.register(due_work.DueWork("remind of approvals", reminding.remind))


def ask(text: Any, shown: Callable[[], Any] | None = None) -> None:
    """Raise PublishingRefused when ``text`` needs an approval that it has not got."""
    if is_checked(text) and needs_approval(text):
        words = _(
            "“%(title)s” was not published: it has to be approved first. It is kept as a draft. Send it for approval."
        )
        raise PublishingRefused(words % {"title": title_of(text)}, address=_address(text))


def _address(text: Any) -> str:
    if text.pk is None:
        return reverse("approvals")
    running = Passage.objects.of_thing(text).running().first()
    return reverse("approval", args=(running.pk,)) if running else editor_address(text)


def tell(revision: Revision, refused: PublishingRefused) -> None:
    """The timer did not publish: it is written into the history, and whoever wrote the text gets a mail."""
    log(instance=revision.content_object, action=CALLED_OFF, revision=revision, data={"at": str(timezone.now())})
    if revision.user is not None and revision.user.email:
        words = _("A text was not published at its time, because it is not approved. Please log in and look.")
        send_mail(
            _("A text was not published at its time"),
            f"{words}\n\n{settings.BASE_URL}/cms/\n",
            None,
            [revision.user.email],
        )
