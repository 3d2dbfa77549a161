"""/cms/draft-links/: links with which somebody without an account reads drafts."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin import widgets as wagtail_widgets
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from home.domain.draft_links import (
    MADE,
    OPENED,
    REVOKED,
    DraftLinkRefused,
    drafts_to_choose,
    links_for,
    make,
    refusal_for,
    revoke,
)
from home.domain.reach import within_reach
from home.forms.draft_links import DraftLinkForm
from home.views.approval import StaffRequest
from portal.core.models import PortalPage

_SHOWN = 100


def addresses() -> list[URLPattern]:
    return [
        path("draft-links/", draft_links, name="draft_links"),
        path("draft-links/new/", new_draft_link, name="draft_link_new"),
        path("draft-links/<int:pk>/stop/", stop_draft_link, name="draft_link_stop"),
    ]


@require_safe
def draft_links(request: StaffRequest) -> HttpResponse:
    """One's own links, for the administration all: what they show, how often they were opened."""
    context = {
        "title": _("Links to show drafts"),
        "links": links_for(request.user)[:_SHOWN],
        "now": timezone.now(),
    }
    return render(request, "home/cms/draft_links/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def new_draft_link(request: StaffRequest) -> HttpResponse:
    """Choose pages and days; the link is shown once, in the answer itself, so that it is kept nowhere."""
    asked = _asked_for(request)
    offered = {page.pk: page for page in [*asked, *drafts_to_choose(request.user)]}
    form = DraftLinkForm(
        request.POST or None, offered=[*offered.values()], initial={"pages": [page.pk for page in asked]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            link, secret = make(pages=form.chosen, days=form.cleaned_data["days"], by=request.user, now=timezone.now())
        except DraftLinkRefused as refused:
            form.add_error(None, str(refused))
        else:
            address = settings.BASE_URL + reverse("home:draft_link", args=(secret,))
            context = {"title": _("The link is ready"), "link": link, "address": address}
            return render(request, "home/cms/draft_links/made.html", context)
    return render(request, "home/cms/draft_links/new.html", {"title": _("Show drafts by a link"), "form": form})


@require_POST
def stop_draft_link(request: StaffRequest, pk: int) -> HttpResponse:
    """Let a link open nothing any more; those of others do not exist here."""
    link = get_object_or_404(links_for(request.user), pk=pk)
    revoke(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("The link was stopped. Nobody can open it any more."))
    return redirect("draft_links")


def _asked_for(request: StaffRequest) -> list[Page]:
    """The pages from which somebody came; a sentence for each that may not be shown."""
    numbers = [int(number) for number in request.GET.getlist("page")[:20] if number.isdecimal()]
    pages = within_reach(Page.objects.filter(pk__in=numbers), request.user).specific()
    shown = []
    for page in pages:
        if reason := refusal_for(page, request.user):
            messages.warning(request, reason.label)
        else:
            shown.append(page)
    return shown


def buttons(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Iterator[Any]:
    """For those who may write on the page."""
    if issubclass(page.specific_class or Page, PortalPage) and page.permissions_for_user(user).can_edit():
        address = f"{reverse('draft_link_new')}?page={page.pk}"
        yield wagtail_widgets.Button(_("Link to show the draft"), address, icon_name="link", priority=80)


def menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Links to show drafts"), reverse("draft_links"), name="draft-links", icon_name="link", order=30
    )


def styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/cms/draft-links.css"))


def name_the_actions(actions: LogActionRegistry) -> None:
    """The words with which the history of a page tells of its links."""
    actions.register_action(MADE, gettext_lazy("Link to show a draft"), gettext_lazy("Made a link to show the draft"))
    actions.register_action(
        OPENED, gettext_lazy("Opening of a draft by a link"), gettext_lazy("The draft was opened by its link")
    )
    actions.register_action(
        REVOKED, gettext_lazy("Stop a link to a draft"), gettext_lazy("Stopped the link to show the draft")
    )
