"""What is said with every answer, and who must prove more than a password."""

from collections.abc import Callable
from typing import Any, Final

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.auth import permission_denied

from portal.core.accounts import HAS_LEFT, STAFF_PERMISSION
from portal.core.calendar import today_in_town
from portal.core.counting import page_read
from portal.core.domain.page_views import count_view
from portal.core.publishing import PublishingRefused

Respond = Callable[[HttpRequest], HttpResponseBase]

PUBLIC_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'"
)
# Wagtail's editor keeps a few scripts and styles in its pages.
STAFF_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; frame-ancestors 'self'; base-uri 'self'; object-src 'none'"
)
# An uploaded file is shown, never run.
UPLOAD_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
PERMISSIONS_POLICY: Final = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
# What people and their feed readers read.
PAGES: Final = ("text/html", "application/rss+xml", "application/atom+xml")
STAFF_PREFIX: Final = "/cms/"
LEAVING: Final = "/cms/logout/"


def policy_for(path: str) -> str:
    """The content security policy of an address."""
    if path.startswith(STAFF_PREFIX):
        return STAFF_POLICY
    if path.startswith((settings.MEDIA_URL, "/documents/")):
        return UPLOAD_POLICY
    return PUBLIC_POLICY


class SecurityPolicy:
    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_for(request.path))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class PagesAreAskedForAgain:
    """Whoever keeps a copy of a page asks before showing it: an emergency notice stands on the next look at any page.

    ConditionalGetMiddleware, outside of this, answers "unchanged" when the copy is still right. A view that
    says more (never keep it, keep it for a minute) is left as it is.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if kind in PAGES and "Cache-Control" not in response.headers:
            is_somebodys = settings.SESSION_COOKIE_NAME in request.COOKIES
            response.headers["Cache-Control"] = "private, no-cache" if is_somebodys else "no-cache"
        return response


class CountsViews:
    """Counts the pages that residents read; staff, machines and copies that were still right are left out."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        page = page_read(request, response.status_code)
        if page is not None and not self._is_staff(request):
            count_view(page, timezone.now())
        return response

    def _is_staff(self, request: HttpRequest) -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.has_perm(STAFF_PERMISSION)


class StaffWhoHaveLeft:
    """Sends out whoever is still logged in on the day from which their account is closed."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._has_left(request):
            logout(request)
            messages.error(request, HAS_LEFT)
            return redirect("account_login")
        return self.get_response(request)

    def _has_left(self, request: HttpRequest) -> bool:
        # Whoever asks for the account makes the answer depend on it, for every cache on the way.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return False
        return request.user.is_authenticated and request.user.has_left(today_in_town(timezone.now()))


class StaffUseTwoFactors:
    """Where the town asks for it, nobody works in /cms/ on a password alone."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self.must_enrol(request):
            messages.warning(request, _("To work in the staff area you need a second factor. Set it up here."))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def must_enrol(self, request: HttpRequest) -> bool:
        return (
            settings.PORTAL_STAFF_NEED_MFA
            and request.path.startswith(STAFF_PREFIX)
            and not request.path.startswith(LEAVING)
            and request.user.has_perm(STAFF_PERMISSION)
            and needs_second_factor(request.user)
            and not is_mfa_enabled(request.user)
        )


def needs_second_factor(user: Any) -> bool:
    """Whether the town asks this account for a second factor: one of its roles is named, or none is."""
    roles = settings.PORTAL_ROLES_WITH_MFA
    return not roles or user.is_superuser or user.groups.filter(name__in=roles).exists()


class StaffAddressesNeedPermissions:
    """Closes addresses of /cms/ that Wagtail opens to everyone on the staff side."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(STAFF_PREFIX) and request.user.has_perm(STAFF_PERMISSION):
            for address, permission in settings.PORTAL_STAFF_ADDRESSES.items():
                if request.path.startswith(address) and not request.user.has_perm(permission):
                    return permission_denied(request)
        return self.get_response(request)


class ToldWhyNotPublished:
    """A publication that was refused, on whatever screen it was asked for, leads to the reasons."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, PublishingRefused):
            return None
        messages.warning(request, str(exception))
        address = exception.address or reverse("wagtailadmin_home")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The dialog in which an approver writes a remark follows this to the next screen.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
