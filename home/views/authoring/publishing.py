"""Where staff hear that something is not published: new pages, saving, many pages at once, the history."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from home.domain.authoring import gate
from home.domain.authoring.keeping import keep
from home.domain.authoring.reading import read
from home.domain.authoring.texts import findings_address, is_checked
from home.domain.authoring.typed import as_typed, new_page
from home.views.authoring import StaffRequest
from home.views.authoring.text import keep_and_say
from portal.core.models import PortalPage
from portal.core.publishing import PublishingRefused

PUBLISH = "action-publish"
_KEPT_BACK = "authoring_kept_back"


def keep_back_a_new_page(request: StaffRequest, parent: Page, page_type: type[Page]) -> None:
    """Wagtail puts a new page on the site while it creates it; with a stop it is saved as a draft instead."""
    if request.method != "POST" or PUBLISH not in request.POST or not issubclass(page_type, PortalPage):
        return
    typed = as_typed(new_page(page_type, parent, user=request.user), request.POST, user=request.user, parent=parent)
    if read(typed).stops:
        request.POST = _without_publishing(request.POST)  # type: ignore[assignment]
        setattr(request, _KEPT_BACK, True)


def ask_before_publishing(request: StaffRequest, page: Page) -> None:
    """Wagtail's editor publishes past the page: the same question, before it has done anything."""
    try:
        gate.ask(page.get_latest_revision_as_object())
    except PublishingRefused:
        keep(type(page)._default_manager.get(pk=page.pk), now=timezone.now())
        raise


def tell_of_a_new_page(request: StaffRequest, page: Page) -> HttpResponse | None:
    """Why the new page was not published; else what was found in it."""
    if getattr(request, _KEPT_BACK, False):
        keep(page, now=timezone.now())
        messages.warning(request, _("Not published yet: the check of writing says stop. It is kept as a draft."))
        return redirect(findings_address(page))
    tell_after_saving(request, page)
    return None


def tell_after_saving(request: StaffRequest, thing: Any) -> None:
    """Keep what was found in what was saved, and say it."""
    if is_checked(thing):
        keep_and_say(request, thing)


class PublishWhatNothingStops(PublishBulkAction):
    """Of the chosen pages those that may go live; the others stay drafts and are named."""

    def __init__(self, request: HttpRequest, model: type[Page]) -> None:
        super().__init__(request, model)
        self.left: list[str] = []

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "left": self.left}

    @classmethod
    def execute_action(
        cls, objects: list[Page], include_descendants: bool = False, user: Any = None, **kwargs: Any
    ) -> tuple[int, int]:
        left, parents, children = kwargs["left"], 0, 0
        for page in objects:
            parents += _published(page, user, left)
            if include_descendants:
                below = page.get_descendants().not_live().specific()
                allowed = (one for one in below if one.permissions_for_user(user).can_publish())
                children += sum(_published(one, user, left) for one in allowed)
        return parents, children

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for words in self.left:
            messages.warning(self.request, words)
        if not num_parent_objects and not num_child_objects:
            return None
        said: str = super().get_success_message(num_parent_objects, num_child_objects)
        return said


def _published(page: Page, user: Any, left: list[str]) -> int:
    revision = page.get_latest_revision() or page.specific.save_revision(user=user)
    try:
        revision.publish(user=user)
    except PublishingRefused as refused:
        left.append(str(refused))
        return 0
    return 1


class OverStopFormatter(LogFormatter):
    """The reason stands in the history."""

    label: ClassVar[Any] = gettext_lazy("Publish over a stop")

    def format_message(self, log_entry: Any) -> str:
        return _("Published over a stop. Reason: %(reason)s") % {"reason": (log_entry.data or {}).get("reason", "")}


def _without_publishing(data: QueryDict) -> QueryDict:
    kept = data.copy()
    del kept[PUBLISH]
    return kept
