"""決裁 as staff meet it."""

from django.http import HttpRequest

from portal.core.models import User


class StaffRequest(HttpRequest):
    """Wagtail lets only people with an account in here."""

    user: User
