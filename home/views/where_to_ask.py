"""相談先ナビ, and 「たとえば、こんなとき」 the six households of the guideline.

What a resident ticks and writes lives in the request and the answer alone: it
is never saved, logged or put into an address, and no cache may keep the answer.
"""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from home.forms.household import HouseholdForms, with_one_more, without
from portal.core.models import EmergencyContact
from resources.models import Situation
from search.domain.navigator import answer, fits_of
from search.rules.danger import fitting


@sensitive_post_parameters()
@sensitive_variables()
@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def where_to_ask(request: HttpRequest) -> HttpResponse:
    """The form; posted, either the form with one person more or less, or the answer."""
    if request.method != "POST":
        return _form(request, HouseholdForms())
    if "add" in request.POST:
        return _form(request, HouseholdForms(with_one_more(request.POST)))
    if "remove" in request.POST:
        return _form(request, HouseholdForms(without(request.POST, _number(request.POST))))
    forms = HouseholdForms(request.POST)
    if not forms.is_valid() or forms.says_nothing:
        return _form(request, forms, says_nothing=not forms.wrong)
    return _answer(request, forms)


@sensitive_variables()
def _answer(request: HttpRequest, forms: HouseholdForms) -> HttpResponse:
    more = forms.more.cleaned_data
    text, now = more["text"], timezone.now()
    found = answer(forms.household(), area=more["area"], text=text, free_text_fits=fits_of(text), now=now)
    where = _("Whom you can ask")
    context = {
        "page_title": where,
        "breadcrumb": [(_("Home"), "/"), (_("When you are in trouble"), reverse("home:where_to_ask")), (where, "")],
        "forms": forms,
        "answer": found,
        "now": now,
        "urgent_contacts": fitting(EmergencyContact.objects.all(), found.dangers) if found.dangers else [],
    }
    return render(request, "home/where_to_ask_answer.html", context)


@sensitive_variables()
def _form(request: HttpRequest, forms: HouseholdForms, *, says_nothing: bool = False) -> HttpResponse:
    context = {
        "page_title": _("When you are in trouble"),
        "summary": _("You need not know which office is the right one. Tell what weighs on you, and see whom to ask."),
        "breadcrumb": [(_("Home"), "/"), (_("When you are in trouble"), "")],
        "forms": forms,
        "says_nothing": says_nothing,
        "situations": Situation.objects.in_use().with_agency_types(),
        "emergency_contacts": EmergencyContact.objects.all(),
    }
    return render(request, "home/where_to_ask.html", context)


def _number(data: QueryDict) -> int:
    asked = data.get("remove", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else 0
