"""What log-in does here: where it leads, and what the log keeps of it."""

import logging
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from portal.core.calendar import today_in_town
from portal.core.models import User

LOGGED_IN: Final = "core.log_in"
LOGGED_OUT: Final = "core.log_out"
LOG_IN_FAILED: Final = "core.log_in_failed"
ROLES_CHANGED: Final = "core.roles_changed"
HAS_LEFT: Final = _("This account is closed since its last day at the town. Ask the administration of the portal.")
STAFF_PERMISSION: Final = "wagtailadmin.access_admin"

logger = logging.getLogger("portal.accounts")


class PortalAccountAdapter(DefaultAccountAdapter):
    """Staff land in /cms/, everyone else where the town says; log-ins of staff are kept in the audit log."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.has_perm(STAFF_PERMISSION):
            return reverse("wagtailadmin_home")
        return resolve_url(settings.PORTAL_AFTER_LOG_IN)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **facts: Any) -> HttpResponse | None:
        """Whoever has left is told so, and does not come in."""
        if isinstance(user, User) and user.has_left(today_in_town(timezone.now())):
            logger.warning("Somebody who has left tried to log in.")
            messages.error(request, HAS_LEFT)
            return redirect("account_login")
        refused: HttpResponse | None = super().pre_login(request, user, **facts)
        return refused

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        _keep(user, LOGGED_IN)

    def logout(self, request: HttpRequest) -> None:
        _keep(request.user, LOGGED_OUT)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A wrong password for an account of the staff is kept; an unknown address is nobody's."""
        user = User.objects.filter(email__iexact=credentials.get("email") or "").first()
        if user is not None:
            _keep(user, LOG_IN_FAILED)
        logger.warning("A log-in failed.")


def _keep(user: Any, action: str) -> None:
    if user.is_authenticated and user.has_perm(STAFF_PERMISSION):
        log(instance=user, action=action, user=user)
