"""Log-ins of every role, calls for helpers, volunteers."""

from collections.abc import Mapping
from datetime import date, timedelta
from secrets import token_hex
from typing import Any, Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group as Role
from django.utils import timezone

from events.models import EventPage
from home.domain.people import WORKS_FOR
from portal.core.calendar import FiscalYear, at_town
from portal.core.models import CommunityArea, Invitation, Section, Topic, User
from portal.sample_content.loading.words import Words, plain
from portal.sample_content.log_ins import GROUPS, PASSWORD
from portal.sample_content.source import Entry, entries, monday_of, read
from resources.models import Agency, Base, Group
from volunteers.domain.registration import register
from volunteers.domain.signup import sign_up
from volunteers.models import Shift, VolunteerOpportunity

ROLE_CODES: Final = {"system_admin": "administrator", "publicity_chief": "publicity"}

# How long before the first shift names are taken, and how far off that shift is at least.
NOTICE: Final = timedelta(days=3)
FIRST_SHIFT: Final = timedelta(days=7)
INVITES: Final = "admin@sumino.example.jp"


def load_staff(groups: Mapping[str, Role]) -> None:
    """Make every log-in; an administrator may do everything."""
    # One digest for all: making it is slow on purpose, and here everybody knows the word.
    digest = make_password(PASSWORD)
    sections = {section.code: section for section in Section.objects.all()}
    for entry in read("users")["users"]:
        user = User.objects.create(
            email=entry["email"],
            password=digest,
            last_name=entry["last_name"],
            first_name=entry["first_name"],
            is_superuser=entry["role"] == "system_admin",
            is_staff=entry["role"] == "system_admin",
            section=sections.get(entry["section"]),
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if entry.get("is_head"):
            Section.objects.filter(code=entry["section"]).update(head=user)
        if entry.get("is_chief"):
            sections[entry["section"]].chiefs.add(user)
        if entry["role"] in GROUPS:
            user.groups.add(groups[ROLE_CODES.get(entry["role"], entry["role"])])


def load_comings_and_goings(groups: Mapping[str, Role], today: date) -> None:
    """Somebody goes on 1 April, and somebody was invited; the link of the invitation is in nobody's hands."""
    sections = {section.code: section for section in Section.objects.all()}
    leaving = [entry["email"] for entry in read("users")["users"] if entry.get("leaves")]
    User.objects.filter(email__in=leaving).update(leaves_on=_next_april(today))
    now = timezone.now()
    for entry in read("users")["invitations"]:
        Invitation.objects.create(
            **{name: entry[name] for name in ("email", "last_name", "first_name")},
            role=groups[entry["role"]],
            section=sections[entry["section"]],
            invited_by=User.objects.get(email=INVITES),
            invited_at=now,
            expires_at=now + WORKS_FOR,
            digest=token_hex(32),
        )


def _next_april(today: date) -> date:
    """The first day of the fiscal year that begins at least a month from now."""
    return FiscalYear.containing(today + timedelta(days=31)).last_day + timedelta(days=1)


def load_stewards() -> None:
    """Let organisations keep their own listings current."""
    for entry in read("users")["users"]:
        user = User.objects.get(email=entry["email"])
        for slug in entry.get("steward_of", []):
            for model in (Agency, Base, Group):
                for listing in model.objects.filter(slug=slug):
                    listing.stewards.add(user)
                    listing.save_revision().publish()


def load_opportunities(words: Words, today: date) -> None:
    """Calls for helpers, each with its shifts."""
    load_stewards()
    monday = monday_of(today)
    events = {event.slug: event for event in EventPage.objects.all()}
    for entry in entries("opportunities"):
        event = events.get(entry.get("event", ""))
        days = _days(entry, event, monday, today)
        call = VolunteerOpportunity(**plain(VolunteerOpportunity, entry | {"is_public": True}), event=event)
        if entry.get("follow_event"):
            call.apply_until = at_town(min(days.values()) - NOTICE, 17)
        elif (offset := entry.get("apply_until_offset", entry.get("deadline_offset"))) is not None:
            call.apply_until = at_town(monday + timedelta(days=offset), 17)
        call.shifts = [_shift(one, days[one["day_offset"]], entry) for one in entry["shifts"]]
        many = words.many(entry)
        call.areas, call.topics = many.get("areas", []), many.get("topics", [])
        call.save()


def _days(entry: Entry, event: EventPage | None, monday: date, today: date) -> dict[int, date]:
    """The day of each offset: counted from this Monday, or the coming dates of a monthly event, one after another.

    Dates nearer than a week are passed over, so that there is time to put one's name down.
    """
    offsets = sorted({one["day_offset"] for one in entry["shifts"]})
    days = {offset: monday + timedelta(days=offset) for offset in offsets}
    if entry.get("follow_event") and event is not None:
        coming = event.occurrences.taking_place().starting_from(at_town(today + FIRST_SHIFT)).order_by("starts_at")
        days |= dict(zip(offsets, [one.day for one in coming[: len(offsets)]], strict=False))
    return days


def _shift(one: Entry, day: date, entry: Entry) -> Shift:
    starts, ends = (at_town(day, *map(int, one[name].split(":"))) for name in ("starts", "ends"))
    places = int(one.get("places") or entry.get("number_wanted") or 1)
    return Shift(starts_at=starts, ends_at=ends, places=places, note=one.get("note", ""))


def load_volunteers(today: date) -> int:
    """Register the volunteers among the log-ins, and put some names down."""
    made = 0
    for number, entry in enumerate(user for user in read("users")["users"] if user["role"] == "volunteer"):
        user = User.objects.get(email=entry["email"])
        volunteer = register(user=user, details=_details(entry, number), interests=Topic.objects.order_by("pk")[:3])
        made += 1
        shift = Shift.objects.upcoming(timezone.now()).filter(opportunity__apply_until__gt=timezone.now()).first()
        if shift is not None:
            sign_up(shift=shift, volunteer=volunteer)
    return made


def _details(entry: Entry, number: int) -> dict[str, Any]:
    family_kana, _space, given_kana = entry["kana"].partition(" ")
    return {
        "family_name": entry["last_name"],
        "given_name": entry["first_name"],
        "family_kana": family_kana,
        "given_kana": given_kana,
        "birth_date": date(1957 + number * 9, 5, 3 + number),
        "phone": f"0999-09-{7000 + number:04d}",
        "area": CommunityArea.objects.first(),
        "free_at": ["weekday_am", "weekend_am"],
    }
