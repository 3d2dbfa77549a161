"""/cms/people/: who works on the staff side; invited, sent away, helped back in. And the link in the invitation."""

from typing import Any, Final

from allauth.account.forms import SetPasswordForm
from django.contrib import messages as site_messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from home.domain.people import (
    ADMINISTRATION,
    PeopleRefused,
    accept,
    call_off,
    end_access,
    invitation_for,
    invite,
    reset_second_factor,
    roles_to_grant,
    set_leaving,
)
from home.forms.people import InvitationForm, LeavingForm
from portal.core.models import Invitation, User

PERMISSION: Final = ADMINISTRATION


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Everybody of the staff side, and the invitations that nobody has accepted yet."""
    _keeper(request)
    context = {
        "title": _("Staff and invitations"),
        "people": User.objects.staff(),
        "invitations": Invitation.objects.open().select_related("role", "section"),
        "now": timezone.now(),
    }
    return render(request, "home/cms/people/list.html", context)


@require_http_methods(["GET", "POST"])
def send_invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the address, the role and the section; send the link."""
    keeper = _keeper(request)
    form = InvitationForm(request.POST or None, roles=roles_to_grant(keeper))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(by=keeper, now=timezone.now(), **form.cleaned_data)
        except PeopleRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The invitation was sent to %(address)s.") % {"address": invitation.email})
            return redirect("people")
    return render(request, "home/cms/people/invite.html", {"title": _("Invite staff"), "form": form})


@require_POST
def call_invitation_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a link work no more."""
    keeper = _keeper(request)
    call_off(invitation=get_object_or_404(Invitation, pk=pk), by=keeper, now=timezone.now())
    messages.success(request, _("The invitation was called off. Its link does not work any more."))
    return redirect("people")


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: the day from which it is closed, and the presses that close it or let it in again."""
    keeper, somebody = _keeper(request), _somebody(pk)
    form = LeavingForm(request.POST or None, initial={"leaves_on": somebody.leaves_on})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["leaves_on"]
        try:
            set_leaving(person=somebody, by=keeper, leaves_on=day, now=timezone.now())
        except PeopleRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The day was kept."))
            return redirect("person", pk)
    return render(request, "home/cms/people/person.html", {"title": str(somebody), "person": somebody, "form": form})


@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account at once, on every device."""
    keeper, somebody = _keeper(request), _somebody(pk)
    try:
        end_access(person=somebody, by=keeper, now=timezone.now())
    except PeopleRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, _("%(person)s was logged out everywhere and cannot come in any more.") % _named(somebody)
        )
    return redirect("person", pk)


@require_POST
def second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody who lost their second factor set up a new one."""
    keeper, somebody = _keeper(request), _somebody(pk)
    try:
        reset_second_factor(person=somebody, by=keeper)
    except PeopleRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The second factor of %(person)s was reset. A mail tells them.") % _named(somebody))
    return redirect("person", pk)


@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(["GET", "POST"])
def accept_invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of the mail: the password is chosen here, and known to nobody else."""
    now = timezone.now()
    try:
        invitation = invitation_for(secret, now)
        future = User(email=invitation.email, last_name=invitation.last_name, first_name=invitation.first_name)
        form = SetPasswordForm(user=future, data=request.POST or None)
        if request.method == "POST" and form.is_valid():
            accept(secret=secret, password=form.cleaned_data["password1"], now=now)
            site_messages.success(request, _("Your account is ready. Log in with your address and the new password."))
            return redirect("account_login")
    except PeopleRefused as refused:
        return render(request, "home/invitation_over.html", {"words": str(refused)}, status=404)
    context = {"invitation": invitation, "form": form, "breadcrumb": [(_("Invitation"), "")]}
    return render(request, "home/invitation.html", context)


def _keeper(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def _somebody(pk: int) -> User:
    return get_object_or_404(User.objects.staff(), pk=pk)


def _named(somebody: User) -> dict[str, Any]:
    return {"person": str(somebody)}
