"""「たとえば、こんなとき」 the six households of the guideline, and the doors they lead to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.core.models import EmergencyContact
from resources.models import Situation


@require_safe
def where_to_ask(request: HttpRequest) -> HttpResponse:
    context = {
        "page_title": _("When you are in trouble"),
        "summary": _("You need not know which office is the right one. Here are some households, and who helps them."),
        "breadcrumb": [(_("Home"), "/"), (_("When you are in trouble"), "")],
        "situations": Situation.objects.in_use().prefetch_related("agency_types", "concerns"),
        "emergency_contacts": EmergencyContact.objects.all(),
    }
    return render(request, "home/where_to_ask.html", context)
