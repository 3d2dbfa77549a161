"""Where somebody is, who it is, and where to go on."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from volunteers.models import Volunteer


def way(*steps: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from home to here."""
    return [(_("Home"), "/"), (_("Volunteering"), reverse("volunteers:opportunities")), *steps]


def volunteer_of(request: HttpRequest) -> Volunteer | None:
    return Volunteer.objects.of(request.user).first() if request.user.is_authenticated else None


def registering_for(address: str) -> str:
    """The form of registration, which leads back to ``address``."""
    return f"{reverse('volunteers:register')}?{urlencode({'next': address})}"


def meant(request: HttpRequest) -> str:
    """Where somebody wanted to go before registering; another site is never meant."""
    address = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else ""
