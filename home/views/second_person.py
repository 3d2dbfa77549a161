"""/cms/second-person/: where somebody reads what another wrote about people, confirms it or sends it back."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin import messages
from wagtail.admin import widgets as wagtail_widgets
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from home.forms.second_person import CheckForm
from portal.core.domain.second_person import (
    LOGGED_AS,
    CheckRefused,
    PublishRefused,
    confirm,
    publish_confirmed,
    reading_of,
    refusal_for,
    send_back,
)
from portal.core.domain.signs import signs_of
from portal.core.models import CheckedBeforePublished, User, checked_types
from portal.core.second_person import CheckRefusal, PublishRefusal

# Beside which field a refusal stands.
_FIELDS: Final = {CheckRefusal.NO_REASON: "note", CheckRefusal.NOT_LOOKED: "has_looked"}


class StaffRequest(HttpRequest):
    """Wagtail lets only people with an account in here."""

    user: User


@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Texts that nobody has read yet, as far as this account may read them, the last changed first."""
    pages = [page for model in checked_types() for page in model.objects.awaiting_check().select_related("owner")]
    rows = [
        {"page": page, "refusal": refusal_for(page=page, user=request.user)}
        for page in sorted(pages, key=lambda page: page.latest_revision_created_at, reverse=True)
        if page.permissions_for_user(request.user).can_check()
    ]
    context = {"rows": rows, "title": _("Texts waiting for a second person")}
    return render(request, "home/cms/second_person/waiting.html", context)


@require_http_methods(["GET", "POST"])
def check(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the text to the second person, and take the decision on it."""
    page = _page_for(request, pk)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, page, form):
        return HttpResponseRedirect(request.get_full_path())
    return render(request, "home/cms/second_person/check.html", _context(request, page, form))


@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish the text that was confirmed."""
    page = _page_for(request, pk)
    try:
        publish_confirmed(page=page, user=request.user)
    except PublishRefused as refused:
        messages.error(request, str(refused))
    except PublishPermissionError:
        messages.error(request, _("Your account may not publish this text. Ask somebody who may."))
    else:
        messages.success(request, _("“%(title)s” is on the site now.") % {"title": page.title})
    return HttpResponseRedirect(reverse("second_person_check", args=(pk,)))


def _page_for(request: StaffRequest, pk: int) -> Any:
    page = get_object_or_404(Page, pk=pk).specific
    if not isinstance(page, CheckedBeforePublished):
        raise Http404
    permissions = page.permissions_for_user(request.user)
    if not (permissions.can_check() or permissions.can_edit()):
        raise PermissionDenied
    return page


def _decided(request: StaffRequest, page: Any, form: CheckForm) -> bool:
    facts: dict[str, Any] = {
        "page": page,
        "user": request.user,
        "read": form.cleaned_data["read"],
        "now": timezone.now(),
        "note": form.cleaned_data["note"],
    }
    try:
        if "send_back" in request.POST:
            send_back(**facts)
            messages.success(request, _("The text was sent back. The writer reads your words in the editor."))
        else:
            confirm(**facts, has_looked=form.cleaned_data["has_looked"])
            messages.success(request, _("It is on record that you found nobody who can be identified."))
    except CheckRefused as refused:
        form.add_error(_FIELDS.get(refused.reason), str(refused))
        return False
    return True


def _context(request: StaffRequest, page: Any, form: CheckForm) -> dict[str, Any]:
    reading = reading_of(page)
    is_checked = page.is_checked()
    return {
        "title": _("Check by a second person"),
        "page": reading.page,
        "checked": page,
        "revision": reading.revision,
        "read": reading.fingerprint,
        "form": form,
        "signs": signs_of(reading.page),
        "is_checked": is_checked,
        "is_published": page.live and not page.has_unpublished_changes,
        "refusal": refusal_for(page=page, user=request.user),
        "may_publish": is_checked and page.permissions_for_user(request.user).may_publish_once_checked(),
        "checks": page.checks.with_people(),
    }


def addresses() -> list[URLPattern]:
    return [
        path("second-person/", waiting, name="second_person"),
        path("second-person/<int:pk>/", check, name="second_person_check"),
        path("second-person/<int:pk>/publish/", publish, name="second_person_publish"),
    ]


def check_address(page: Page) -> str:
    return reverse("second_person_check", args=(page.pk,))


class WaitingMenuItem(MenuItem):
    """For those who may read what others wrote; an organisation sees only its own pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(page_permission_policy.user_has_any_permission(request.user, {"change", "publish"}))


def menu_item() -> MenuItem:
    words = gettext_lazy("Checks by a second person")
    return WaitingMenuItem(words, reverse("second_person"), name="second-person", icon_name="view", order=250)


def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the history tells of checks."""
    for decision, name in LOGGED_AS.items():
        actions.register_action(name, decision.label, decision.label)


def button(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """The way to the check, at the head of the editor and in lists."""
    if issubclass(page.specific_class or Page, CheckedBeforePublished):
        yield wagtail_widgets.Button(_("Check by a second person"), check_address(page), icon_name="view", priority=15)


def only_checked_texts(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Say it before the page itself refuses: the words of the editor are kept as a draft."""
    if isinstance(page, CheckedBeforePublished) and not page.is_checked():
        messages.warning(request, _("Kept as a draft. %(reason)s") % {"reason": PublishRefusal.UNCHECKED.label})
        return redirect(check_address(page))
    return None


def only_checked_texts_are_approved(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An approval that would publish waits for the second person."""
    approves = request.method == "POST" and request.POST.get("workflow-action-name") == "approve"
    if approves and isinstance(page, CheckedBeforePublished) and not page.is_checked():
        messages.warning(request, PublishRefusal.UNCHECKED.label)
        return redirect(check_address(page))
    return None
