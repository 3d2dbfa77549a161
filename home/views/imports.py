"""/cms/imports/: open data from the file to the preview, from the preview to the portal, and back."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from home.domain.approval.imports import needs_another
from home.forms.imports import UploadForm
from portal.core.csv_files import csv_file
from portal.core.domain.imports.receiving import ImportRefused, drop, receive
from portal.core.domain.imports.undoing import begin_undoing, start_undoing
from portal.core.domain.imports.working import begin_taking_over, start_checking, start_taking_over
from portal.core.models import ImportState, OpenDataImport, RowOutcome, User
from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.profile import load_profile
from portal.core.open_data.report import COLUMNS

PERMISSION: Final = "core.add_opendataimport"
NEEDS_ANOTHER: Final = gettext_lazy(
    "You uploaded this file, so somebody else has to read what would change and take it over."
)
PAST_SHOWN: Final = 30
ROWS_SHOWN: Final = 50
SECONDS_BETWEEN_LOOKS: Final = "3"
ENCODINGS: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8（BOM付き）",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp932": "Shift_JIS（Windows）",
    "euc_jp": "EUC-JP",
    "iso2022_jp_ext": "JIS（ISO-2022-JP）",
}


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """What was imported until now, and the form for the next file."""
    user = _allowed(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            one = receive(
                file=form.cleaned_data["file"], by=user, now=timezone.now(), profile=form.cleaned_data["profile"]
            )
        except UnreadableFile as error:
            form.add_error("file", str(error))
        else:
            start_checking(one)
            return redirect("import", one.pk)
    past = OpenDataImport.objects.listed()[:PAST_SHOWN]
    context = {"title": _("Import of open data"), "form": form, "past": [(one, _kind(one)) for one in past]}
    return render(request, "home/cms/imports.html", context)


@require_safe
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; then what it would do, row by row; then what it did."""
    user = _allowed(request)
    one = get_object_or_404(OpenDataImport.objects.listed(), pk=pk)
    can_take_over = one.state == ImportState.CHECKED and one.added + one.updated > 0
    waits_for_another = can_take_over and needs_another(one, user)
    counts = {RowOutcome.ADDED: one.added, RowOutcome.UPDATED: one.updated, RowOutcome.REJECTED: one.rejected}
    first = next((outcome for outcome, count in counts.items() if count), RowOutcome.ADDED)
    chosen = request.GET.get("show")
    chosen = chosen if chosen in RowOutcome.values else first
    context = {
        "title": _("Import of open data"),
        "one": one,
        "kind": _kind(one),
        "encoding": ENCODINGS.get(one.encoding, one.encoding),
        "tabs": [(outcome, count, outcome == chosen) for outcome, count in counts.items()],
        "chosen": chosen,
        "part": Paginator(one.rows.with_outcome(chosen), ROWS_SHOWN).get_page(request.GET.get("p")),
        "can_take_over": can_take_over and not waits_for_another,
        "waits": NEEDS_ANOTHER if waits_for_another else "",
    }
    response = render(request, "home/cms/import.html", context)
    if one.is_at_work:
        response.headers["Refresh"] = SECONDS_BETWEEN_LOOKS
    return response


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take all of it over."""
    user = _allowed(request)
    one = get_object_or_404(OpenDataImport, pk=pk)
    if needs_another(one, user):
        messages.error(request, NEEDS_ANOTHER)
        return redirect("import", pk)

    def act() -> None:
        begin_taking_over(one=one, by=user, now=timezone.now())
        start_taking_over(one, user)

    return _done(request, one, act)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo all of it, but for what was worked on since."""
    user = _allowed(request)
    one = get_object_or_404(OpenDataImport, pk=pk)

    def act() -> None:
        begin_undoing(one=one, now=timezone.now())
        start_undoing(one, user)

    return _done(request, one, act)


@require_POST
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not take it over; the file is deleted at once."""
    user = _allowed(request)
    drop(one=get_object_or_404(OpenDataImport, pk=pk), by=user, now=timezone.now())
    messages.success(request, _("The file was deleted. Nothing was taken over."))
    return redirect("imports")


@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was wrong with the file, as CSV for the spreadsheet of whoever made it."""
    _allowed(request)
    one = get_object_or_404(OpenDataImport.objects.listed(), pk=pk)
    rows = (
        (row.line, problem["column"], problem["value"], problem["reason"], problem["handling"])
        for row in one.rows.all()
        for problem in row.problems
    )
    return csv_file(f"import-{one.pk}-problems", COLUMNS, rows)


def _done(request: HttpRequest, one: OpenDataImport, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except ImportRefused as refused:
        messages.error(request, str(refused))
    else:
        one.refresh_from_db(fields=["state"])
        if one.state == ImportState.APPLIED:
            messages.success(request, _("All of it was taken over. You can undo it here."))
        elif one.state == ImportState.UNDONE:
            messages.success(request, _("The import was undone."))
    return redirect("import", one.pk)


def _kind(one: OpenDataImport) -> str:
    return load_profile(one.profile).title


def _allowed(request: HttpRequest) -> User:
    """The one who asks, if they may."""
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def addresses() -> list[URLPattern]:
    return [
        path("imports/", imports, name="imports"),
        path("imports/<int:pk>/", one_import, name="import"),
        path("imports/<int:pk>/apply/", apply, name="import_apply"),
        path("imports/<int:pk>/drop/", give_up, name="import_drop"),
        path("imports/<int:pk>/undo/", take_back, name="import_undo"),
        path("imports/<int:pk>/problems/", problems, name="import_problems"),
    ]


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


def menu_item() -> MenuItem:
    words = gettext_lazy("Import of open data")
    return ImportMenuItem(words, reverse("imports"), name="imports", icon_name="upload", order=60)
