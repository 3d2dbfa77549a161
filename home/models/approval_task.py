"""The step of Wagtail's workflow in which a text goes through the route of its section."""

from typing import Any, ClassVar, Protocol

from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.locks import WorkflowLock
from wagtail.models import Task, TaskState, WorkflowState


class Desk(Protocol):
    """What the domain answers; it takes its place here in ``ready()``."""

    def may_decide(self, thing: Any, user: Any) -> bool: ...

    def sent(self, task_state: TaskState) -> None: ...

    def act(self, task_state: TaskState, user: Any, action: str, comment: str) -> None: ...

    def states_waiting_for(self, user: Any) -> list[int]: ...


class ReturnForm(TaskStateCommentForm):
    """Nobody sends a text back without a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comment"].required = True


class ApprovalLock(WorkflowLock):
    """While others decide nobody writes: what is approved is what was read."""

    def for_user(self, user: Any) -> bool:
        return True

    def get_message(self, user: Any) -> Any:
        return _("This text is in approval. To change it, have it sent back or call the approval off.")

    def get_description(self, user: Any, can_lock: bool = False) -> Any:
        return _("Nobody changes a text while it is in approval.")


class SectionApprovalTask(Task):
    """決裁: one task for every section; the route says whose turn it is."""

    desk: ClassVar[Desk]
    lock_class = ApprovalLock

    class Meta:
        verbose_name = _("approval by the route of the section")
        verbose_name_plural = _("approvals by the route of the section")

    @classmethod
    def get_description(cls) -> Any:
        return _("The route of the responsible section says who decides, one after another.")

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        state: TaskState = super().start(workflow_state, user=user)
        self.desk.sent(state)
        return state

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self.desk.may_decide(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not self.desk.may_decide(obj, user):
            return []
        return [
            ("reject", _("Send back"), True),
            ("approve", _("Approve it"), False),
            ("approve", _("Approve it with a comment"), True),
        ]

    def get_form_for_action(self, action: str) -> type[TaskStateCommentForm]:
        return ReturnForm if action == "reject" else TaskStateCommentForm

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        self.desk.act(task_state, user, action_name, kwargs.get("comment", ""))

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        return TaskState.objects.filter(pk__in=self.desk.states_waiting_for(user))
