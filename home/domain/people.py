"""Who works on the staff side: invited by mail, gone on a day, helped back in when a second factor is lost."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from home.enums import PeopleRefusal
from portal.core.calendar import today_in_town
from portal.core.models import Invitation, Section, User

INVITED: Final = "home.people.invited"
CALLED_OFF: Final = "home.people.called_off"
JOINED: Final = "home.people.joined"
LEAVES: Final = "home.people.leaves"
ENDED: Final = "home.people.ended"
FACTOR_RESET: Final = "home.people.factor_reset"
WORKS_FOR: Final = timedelta(days=7)
ADMINISTRATION: Final = "core.change_user"


class PeopleRefused(Exception):
    """Raised when somebody is not invited, let in or sent away; ``reason`` holds the words for staff."""

    def __init__(self, reason: PeopleRefusal) -> None:
        super().__init__(reason.label)
        self.reason = reason


@transaction.atomic
def invite(*, by: User, now: datetime, email: str, role: Group, section: Section | None, **names: str) -> Invitation:
    """Send somebody a link with which they make their own account; an earlier link of theirs stops working.

    ``names`` are last_name and first_name. Raises PeopleRefused when the address has an account,
    or when the role may more than ``by`` does.
    """
    address = email.strip().lower()
    if User.objects.filter(email__iexact=address).exists():
        raise PeopleRefused(PeopleRefusal.HAS_ACCOUNT)
    if not may_grant(by, role):
        raise PeopleRefused(PeopleRefusal.MORE_THAN_OWN)
    Invitation.objects.open().filter(email=address).update(called_off_at=now)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=address,
        role=role,
        section=section,
        invited_by=by,
        invited_at=now,
        expires_at=now + WORKS_FOR,
        digest=_digest(secret),
        **names,
    )
    # The log names no address: it is read by more people than accounts are.
    log(instance=by, action=INVITED, user=by, data={"role": role.name, "section": str(section or "")})
    transaction.on_commit(lambda: _mail_invitation(invitation, secret))
    return invitation


@transaction.atomic
def call_off(*, invitation: Invitation, by: User, now: datetime) -> None:
    """Let the link of ``invitation`` work no more; again is harmless."""
    if Invitation.objects.open().filter(pk=invitation.pk).update(called_off_at=now):
        log(instance=by, action=CALLED_OFF, user=by, data={"role": invitation.role.name})


def invitation_for(secret: str, now: datetime) -> Invitation:
    """The invitation that the link with ``secret`` opens; raises PeopleRefused when it opens none any more."""
    invitation = Invitation.objects.open().filter(digest=_digest(secret), expires_at__gt=now).first()
    if invitation is None:
        raise PeopleRefused(PeopleRefusal.NO_INVITATION)
    return invitation


@transaction.atomic
def accept(*, secret: str, password: str, now: datetime) -> User:
    """Make the account of whoever holds ``secret``, with a password that was checked before.

    The link is used up. Raises PeopleRefused when it is not open any more, or the address has an account by now.
    """
    Invitation.objects.select_for_update().filter(digest=_digest(secret)).first()
    invitation = invitation_for(secret, now)
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise PeopleRefused(PeopleRefusal.HAS_ACCOUNT)
    user = User.objects.create_user(
        invitation.email,
        password,
        last_name=invitation.last_name,
        first_name=invitation.first_name,
        section=invitation.section,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(invitation.role)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at"])
    log(instance=user, action=JOINED, user=user, data={"role": invitation.role.name})
    return user


@transaction.atomic
def set_leaving(*, person: User, by: User, leaves_on: Any, now: datetime) -> None:
    """Keep the day from which ``person`` does not come in any more, or none; a day that has come ends it at once.

    Raises PeopleRefused for oneself and for the last one who keeps the accounts.
    """
    locked = User.objects.select_for_update().get(pk=person.pk)
    if leaves_on is not None:
        _refuse_to_send_away(locked, by)
    came_back = leaves_on is None or leaves_on > today_in_town(now)
    locked.leaves_on = leaves_on
    locked.is_active = locked.is_active or came_back
    locked.save(update_fields=["leaves_on", "is_active"])
    log(instance=locked, action=LEAVES, user=by, data={"day": leaves_on.isoformat() if leaves_on else ""})
    if not came_back:
        _end(locked)


@transaction.atomic
def end_access(*, person: User, by: User, now: datetime) -> None:
    """Send ``person`` out at once, on every device. Raises PeopleRefused as ``set_leaving`` does."""
    locked = User.objects.select_for_update().get(pk=person.pk)
    _refuse_to_send_away(locked, by)
    locked.leaves_on = today_in_town(now)
    locked.save(update_fields=["leaves_on"])
    log(instance=locked, action=ENDED, user=by)
    _end(locked)


@transaction.atomic
def reset_second_factor(*, person: User, by: User) -> None:
    """Take the lost second factors of ``person`` away, end their sessions, and tell them by mail.

    Raises PeopleRefused for oneself: one's own is changed where one's password is.
    """
    if person.pk == by.pk:
        raise PeopleRefused(PeopleRefusal.ONESELF)
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)
    log(instance=person, action=FACTOR_RESET, user=by)
    transaction.on_commit(lambda: _mail(person.email, _("Your second factor was reset"), "factor_reset", {}))


def close_the_accounts_of_those_who_left(now: datetime) -> int:
    """Switch off every account whose day has come; how many."""
    gone = User.objects.filter(is_active=True, leaves_on__lte=today_in_town(now))
    for person in gone:
        with transaction.atomic():
            _end(person)
            log(instance=person, action=ENDED)
    return len(gone)


def may_grant(user: User, role: Group) -> bool:
    """Whether ``user`` may do all that ``role`` may: nobody makes others mightier than themselves."""
    if user.is_superuser:
        return True
    granted = {
        f"{one.content_type.app_label}.{one.codename}" for one in role.permissions.select_related("content_type")
    }
    return granted <= user.get_all_permissions()


def roles_to_grant(user: User) -> QuerySet[Group]:
    """The roles that ``user`` may give to others."""
    roles = Group.objects.order_by("pk")
    return roles.filter(pk__in=[role.pk for role in roles if may_grant(user, role)])


def _refuse_to_send_away(person: User, by: User) -> None:
    if person.pk == by.pk:
        raise PeopleRefused(PeopleRefusal.ONESELF)
    if person.has_perm(ADMINISTRATION) and not User.objects.keepers_of_accounts().exclude(pk=person.pk).exists():
        raise PeopleRefused(PeopleRefusal.LAST_KEEPER)


def _end(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _mail_invitation(invitation: Invitation, secret: str) -> None:
    facts = {
        "address": settings.BASE_URL + reverse("home:invitation", args=(secret,)),
        "days": WORKS_FOR.days,
        "name": f"{invitation.last_name} {invitation.first_name}".strip(),
    }
    _mail(invitation.email, _("Your account for the portal of the town"), "invitation", facts)


def _mail(to: str, subject: str, template: str, facts: dict[str, Any]) -> None:
    words = render_to_string(f"home/mail/{template}.txt", facts | {"site": settings.WAGTAIL_SITE_NAME})
    send_mail(subject, words, None, [to])
