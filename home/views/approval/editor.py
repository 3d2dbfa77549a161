"""What the editor says of approvals, and where a publication past the route is stopped before anything is lost."""

from typing import Any, ClassVar, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.admin import widgets as wagtail_widgets
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, WorkflowState

from home.domain.approval import gate
from home.domain.approval.board import Board
from home.domain.approval.needs import needs_approval, route_of
from home.domain.approval.standing import standing_of
from home.domain.approval.urgent import PERMISSION
from home.domain.authoring.texts import KINDS, editor_address, is_checked, kind_of, latest, may_edit, text_of
from home.domain.authoring.typed import as_typed, new_page
from home.models import Passage
from home.views.approval import StaffRequest
from home.views.authoring.publishing import PUBLISH
from portal.core.calendar import today_in_town
from portal.core.models import PortalPage

_KEPT_BACK: Final = "approval_kept_back"


def say_where_it_stands(request: StaffRequest, thing: Any) -> None:
    """The editor opens with what was sent back and why, or with the way on which the text is."""
    state = thing.current_workflow_state if request.method == "GET" and is_checked(thing) else None
    passage = Passage.objects.filter(task_state=state.current_task_state_id).first() if state else None
    if state is None or passage is None:
        return
    button = messages.button(reverse("approval", args=(passage.pk,)), _("See the approval"))
    if state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        step = standing_of(passage, Board(today_in_town(timezone.now()))).step
        messages.info(request, _("It waits for the decision of: %(step)s") % {"step": step or "—"}, buttons=[button])
    elif (decision := passage.decisions.last()) is not None:
        number = passage.remarks.count()
        at_places = ngettext(
            "There is %(number)d remark at its place.", "There are %(number)d remarks at their places.", number
        )
        words = _("Sent back (%(said_as)s): %(comment)s") % {"said_as": decision.said_as, "comment": decision.comment}
        messages.warning(request, f"{words} {at_places % {'number': number} if number else ''}", buttons=[button])


def ask_before_publishing(request: StaffRequest, page: Page) -> None:
    """Wagtail's editor publishes past the page: the same question, while what was typed is kept as a draft."""
    gate.ask(page.get_latest_revision_as_object())


def keep_back_a_new_page(request: StaffRequest, parent: Page, page_type: type[Page]) -> None:
    """Wagtail puts a new page on the site while it creates it; with a binding route it is saved as a draft instead."""
    if request.method != "POST" or PUBLISH not in request.POST or not issubclass(page_type, PortalPage):
        return
    typed = as_typed(new_page(page_type, parent, user=request.user), request.POST, user=request.user, parent=parent)
    if is_checked(typed) and needs_approval(typed):
        data = request.POST.copy()
        del data[PUBLISH]
        request.POST = data  # type: ignore[assignment]
        setattr(request, _KEPT_BACK, True)


def tell_of_a_new_page(request: StaffRequest, page: Page) -> HttpResponse | None:
    if not getattr(request, _KEPT_BACK, False):
        return None
    messages.warning(
        request, _("Not published yet: it has to be approved first. It is kept as a draft; send it for approval.")
    )
    return redirect(editor_address(page))


def only_what_the_route_allows(menu_items: list[Any], request: StaffRequest, context: dict[str, Any]) -> None:
    """Where a route binds, the editor offers to send for approval, not to publish."""
    thing = context.get("page") or context.get("instance")
    if thing is None or thing.pk is None or not is_checked(thing):
        return
    if any(item.name == PUBLISH for item in menu_items) and needs_approval(latest(thing)):
        menu_items[:] = [item for item in menu_items if item.name != PUBLISH]


def urgent_button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """For those who may publish before approval, where a route binds."""
    if not user.has_perm(PERMISSION) or not is_checked(page.specific):
        return
    route = route_of(page.specific)
    if route is not None and route.is_binding and (page.has_unpublished_changes or not page.live):
        address = reverse("approval_urgent", args=(kind_of(page.specific), page.pk))
        yield wagtail_widgets.Button(_("Publish before approval"), address, icon_name="warning", priority=90)


@require_safe
def remarks(request: StaffRequest, kind: str, pk: int) -> HttpResponse:
    """What was said at places of a text that was sent back, for whoever may change it."""
    text = text_of(kind, pk) if kind in KINDS else None
    if text is None or not may_edit(request.user, text):
        raise Http404
    state = text.current_workflow_state
    was_returned = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
    passage = Passage.objects.filter(task_state=state.current_task_state_id).first() if was_returned else None
    said = passage.remarks.select_related("by") if passage else ()
    rows = [
        {"field": one.field, "block": one.block, "where": one.where, "text": one.text, "by": str(one.by or "")}
        for one in said
    ]
    return JsonResponse({"remarks": rows})


def script() -> SafeString:
    """The words of the script, and the script itself."""
    address = reverse("approval_remarks", args=("page", 0)).removesuffix("page/0/")
    words = {"remarks": address, "label": _("Sent back")}
    return format_html(
        '{}<script src="{}" defer></script>', json_script(words, "approval-words"), static("portal/cms/approval.js")
    )


def styles(request: HttpRequest | None = None) -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/approval.css"))


class SaidFormatter(LogFormatter):
    """「課長 ○○（代決 △△）」 stands in the history."""

    label: ClassVar[Any] = gettext_lazy("Approval")
    words: ClassVar[Any] = gettext_lazy("%(said_as)s approved. %(comment)s")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data or {}
        said: str = self.words % {"said_as": data.get("said_as", ""), "comment": data.get("comment", "")}
        return said.strip()


class ReturnedFormatter(SaidFormatter):
    label: ClassVar[Any] = gettext_lazy("Return of a text")
    words: ClassVar[Any] = gettext_lazy("%(said_as)s sent it back. %(comment)s")


class UrgentFormatter(LogFormatter):
    label: ClassVar[Any] = gettext_lazy("Publish before approval")

    def format_message(self, log_entry: Any) -> str:
        return _("Published before approval. Reason: %(reason)s") % {"reason": (log_entry.data or {}).get("reason", "")}


class ConfirmedFormatter(LogFormatter):
    label: ClassVar[Any] = gettext_lazy("Confirm afterwards")

    def format_message(self, log_entry: Any) -> str:
        note = (log_entry.data or {}).get("note", "")
        return (_("Confirmed what was published before approval. %(note)s") % {"note": note}).strip()


class DeputyFormatter(LogFormatter):
    label: ClassVar[Any] = gettext_lazy("Deputy")
    words: ClassVar[Any] = gettext_lazy("%(deputy)s decides for %(person)s (%(first_day)s to %(last_day)s)")

    def format_message(self, log_entry: Any) -> str:
        names = ("person", "deputy", "first_day", "last_day")
        said: str = self.words % {name: (log_entry.data or {}).get(name, "") for name in names}
        return said


class DeputyEndedFormatter(DeputyFormatter):
    words: ClassVar[Any] = gettext_lazy("%(deputy)s decides no longer for %(person)s")
