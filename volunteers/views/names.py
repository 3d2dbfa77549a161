"""Who has put a name down for a call, for the staff who place volunteers."""

import csv
from typing import Final

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.log_actions import log

from portal.core.calendar import short_date
from volunteers.models import Signup, VolunteerOpportunity

PERMISSION: Final = "volunteers.view_volunteer"
EXPORTED: Final = "volunteers.names_exported"
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@never_cache
@permission_required(PERMISSION, raise_exception=True)
@require_safe
def names(request: HttpRequest, pk: int) -> HttpResponse:
    call = get_object_or_404(VolunteerOpportunity.objects.with_names(), pk=pk)
    context = {
        "title": _("Names put down"),
        "call": call,
        "export_url": reverse("volunteers_names_csv", args=(pk,)),
    }
    return render(request, "volunteers/admin/names.html", context)


@never_cache
@permission_required(PERMISSION, raise_exception=True)
@require_safe
def names_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The same list for a spreadsheet, without dates of birth; who took it is kept in the log."""
    call = get_object_or_404(VolunteerOpportunity.objects.with_names(), pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="names-{pk}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    hours = pgettext("column", "Starts"), pgettext("column", "Ends")
    writer.writerow([_("Day"), *hours, _("Shift"), _("Name"), _("Reading"), _("Phone"), _("State")])
    for shift in call.turns:
        starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
        when = [short_date(starts.date()), f"{starts:%H:%M}", f"{ends:%H:%M}", shift.note]
        writer.writerows([_safe(cell) for cell in (*when, *_person(signup))] for signup in shift.names)
    log(instance=call, action=EXPORTED, user=request.user)
    return response


def _person(signup: Signup) -> tuple[str, str, str, str]:
    volunteer = signup.volunteer
    return volunteer.full_name, volunteer.full_kana, volunteer.phone, signup.get_state_display()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
