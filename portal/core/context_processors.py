"""What every page needs beside its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.core.accounts import STAFF_PERMISSION
from portal.core.models import EmergencyNotice, PortalSettings


def portal(request: HttpRequest) -> dict[str, Any]:
    """The town, and the notices that stand on every page now; both are read only when a template asks."""
    return {
        "town": SimpleLazyObject(lambda: PortalSettings.for_request(request)),
        "emergency_notices": SimpleLazyObject(lambda: _notices(request)),
    }


def _notices(request: HttpRequest) -> list[EmergencyNotice]:
    """What shows at this moment: each page asks the clock, so that the end needs nobody. Drills are for staff."""
    notices = list(EmergencyNotice.objects.showing(timezone.now()).prefetch_related("areas"))
    if not any(notice.is_drill for notice in notices):
        return notices
    is_staff = getattr(request, "user", None) is not None and request.user.has_perm(STAFF_PERMISSION)
    return notices if is_staff else [notice for notice in notices if not notice.is_drill]
