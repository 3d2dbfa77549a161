"""/cms/events/sheet/: many events at once by a spreadsheet; what comes out are drafts."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from events.domain.spreadsheet.columns import Choices
from events.domain.spreadsheet.reading import MOST_MEGABYTES, SheetUnreadable, WhyNotRead, may_add, read
from events.domain.spreadsheet.saving import SheetRefused, export, keep, save, with_remarks
from events.forms import SheetForm
from portal.core.models import SheetUpload, User

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN: Final = 100


@require_http_methods(["GET", "POST"])
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheet to download, and the form that takes it back."""
    user = _allowed(request)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            if file.size > MOST_MEGABYTES * 1024 * 1024:
                raise SheetUnreadable(WhyNotRead.TOO_LARGE)
            upload = keep(name=file.name, content=file.read(), by=user, now=timezone.now())
        except SheetUnreadable as error:
            form.add_error("file", str(error))
        else:
            return redirect("events_sheet_preview", upload.pk)
    return render(request, "events/admin/sheet.html", {"title": _("Events by spreadsheet"), "form": form})


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The sheet: empty, or with the events that one may change."""
    user = _allowed(request)
    with_events = request.GET.get("with") == "events"
    content = export(user, timezone.now(), with_events=with_events)
    return _file(content, "行事（登録済み）.xlsx" if with_events else "行事.xlsx")


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the sheet would add and change, field by field; or what is wrong with it."""
    user = _allowed(request)
    upload = _own(user, pk)
    sheet = read(upload.content, user, Choices())
    context = {
        "title": _("Events by spreadsheet"),
        "upload": upload,
        "sheet": sheet,
        "lines": [*sheet.wrong, *sheet.new, *sheet.changed][:SHOWN],
        "shown": SHOWN,
    }
    return render(request, "events/admin/sheet_preview.html", context)


@require_POST
def save_drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the drafts, all of them."""
    user = _allowed(request)
    upload = _own(user, pk)
    try:
        saved = save(upload=upload, by=user)
    except SheetRefused:
        messages.error(request, _("Nothing was saved: something in the sheet does not fit any more."))
        return redirect("events_sheet_preview", pk)
    except SheetUpload.DoesNotExist:
        raise Http404 from None
    words = _("%(new)d new drafts, %(changed)d changed ones. Nothing is on the site yet: send each for approval.")
    messages.success(request, words % {"new": saved.new, "changed": saved.changed})
    return redirect("events_sheet")


@require_safe
def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet itself, with every mistake written where it stands."""
    user = _allowed(request)
    upload = _own(user, pk)
    content = with_remarks(upload.content, read(upload.content, user, Choices()))
    return _file(content, "行事（直すところ）.xlsx")


def _file(content: bytes, name: str) -> HttpResponse:
    disposition = content_disposition_header(True, name) or "attachment"
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": disposition, "Cache-Control": "no-store"}
    )


def _own(user: User, pk: int) -> SheetUpload:
    return get_object_or_404(SheetUpload.objects.of(user), pk=pk)


def _allowed(request: HttpRequest) -> User:
    """The one who asks, if they may add events."""
    if not isinstance(request.user, User) or not may_add(request.user):
        raise PermissionDenied
    return request.user
