"""What every page needs beside its own content."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from portal.core.models import EmergencyNotice, PortalSettings


def portal(request: HttpRequest) -> dict[str, Any]:
    """The town, and the notices that stand on every page now; both are read only when a template asks."""
    return {
        "town": SimpleLazyObject(lambda: PortalSettings.for_request(request)),
        "emergency_notices": SimpleLazyObject(lambda: list(EmergencyNotice.objects.showing(timezone.now()))),
    }
