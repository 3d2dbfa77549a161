"""Wagtail's own mails of a workflow: one operation writes one of a kind to each, however many texts it sends."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.db import transaction
from wagtail.admin import mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from portal.core.models import User


@dataclass(frozen=True)
class _Notice:
    """A mail that waits for the end of its operation."""

    notifier: "_Gathers"
    templates: dict[str, str]
    context: dict[str, Any]
    recipient: User


_WAITING: Final[ContextVar[list[_Notice] | None]] = ContextVar("mails of one operation", default=None)


@contextmanager
def one_mail_each() -> Iterator[None]:
    """Within this the mails of workflows wait; they leave together once the transaction around it is kept.

    What is taken back, the whole or one text of many, is told to nobody.
    """
    if _WAITING.get() is not None:
        yield
        return
    waiting: list[_Notice] = []
    before = _WAITING.set(waiting)
    try:
        yield
    finally:
        _WAITING.reset(before)
    transaction.on_commit(lambda: _send(waiting))


def _send(waiting: Iterable[_Notice]) -> None:
    notices = list(waiting)
    numbers = Counter((one.notifier, one.recipient) for one in notices)
    for notice in {(one.notifier, one.recipient): one for one in notices}.values():
        number = numbers[notice.notifier, notice.recipient]
        notice.notifier.send_emails(notice.templates, {**notice.context, "number": number}, {notice.recipient})


class _Gathers(mail.EmailNotificationMixin):
    """A notifier of Wagtail's that keeps its mails back while an operation lasts."""

    def send_emails(
        self, template_set: dict[str, str], context: dict[str, Any], recipients: set[User], **kwargs: Any
    ) -> Any:
        waiting = _WAITING.get()
        if waiting is None:
            return super().send_emails(template_set, context, recipients, **kwargs)
        for recipient in recipients:
            transaction.on_commit(partial(waiting.append, _Notice(self, template_set, context, recipient)))
        return True


class _Submitted(_Gathers, mail.WorkflowStateSubmissionEmailNotifier):
    pass


class _Approved(_Gathers, mail.WorkflowStateApprovalEmailNotifier):
    pass


class _Rejected(_Gathers, mail.WorkflowStateRejectionEmailNotifier):
    pass


class _SubmittedToGroup(_Gathers, mail.GroupApprovalTaskStateSubmissionEmailNotifier):
    pass


def connect() -> None:
    """Take the places of Wagtail's notifiers, whichever of us comes first."""
    for signal, sender, notifier, uid in (
        (task_submitted, TaskState, _SubmittedToGroup(), "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, _Submitted(), "workflow_state_submitted_email_notification"),
        (workflow_rejected, WorkflowState, _Rejected(), "workflow_state_rejected_email_notification"),
        (workflow_approved, WorkflowState, _Approved(), "workflow_state_approved_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        # A signal holds what it calls weakly.
        signal.connect(notifier, sender=sender, weak=False, dispatch_uid=uid)
