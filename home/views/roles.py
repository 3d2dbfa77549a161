"""/cms/people/roles/: who may what, as a table that can be read on a phone and printed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.domain.role_matrix import matrix


@require_safe
def matrix_page(request: HttpRequest) -> HttpResponse:
    """Every role by what it may do; for everybody of the staff side."""
    roles, parts = matrix()
    mine = set(request.user.groups.values_list("pk", flat=True))
    return render(
        request,
        "home/cms/people/roles.html",
        {"title": _("Who may what"), "roles": roles, "parts": parts, "mine": mine},
    )
