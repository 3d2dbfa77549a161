"""More of everything, for benches: variations of what is written, deterministic by seed."""

from datetime import date, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from events.domain.occurrences import materialise
from events.models import EventDate, EventPage
from portal.core import indexing
from portal.core.models import User
from portal.sample_content.loading.pages import Indexes
from resources.models import Agency, AgencyHours, LearningMaterialPage
from volunteers.domain.registration import register

if TYPE_CHECKING:
    from portal.sample_content.loading.town import Sizes


def scale(chance: Random, sizes: "Sizes", counts: dict[str, int], indexes: Indexes, today: date) -> None:
    """Bring each kind up to the wanted number; written entries are never removed."""
    _more_agencies(chance, sizes.agencies - counts["agencies"])
    _more_events(chance, sizes.events - counts["events"], indexes, today)
    _more_materials(sizes.materials - counts["materials"], indexes)
    _more_volunteers(sizes.volunteers - counts["volunteers"])
    for name in ("agencies", "events", "materials", "volunteers"):
        counts[name] = max(counts[name], getattr(sizes, name))


def _more_agencies(chance: Random, how_many: int) -> None:
    models = list(Agency.objects.prefetch_related("hours", "areas", "concerns", "sectors", "provisions"))
    for number in range(1, how_many + 1):
        pattern = chance.choice(models)
        many: dict[str, Any] = {
            name: list(getattr(pattern, name).all()) for name in ("areas", "concerns", "sectors", "provisions")
        }
        values = {field.name: getattr(pattern, field.name) for field in Agency._meta.concrete_fields}
        fresh = Agency(
            **values
            | {
                "id": None,
                "latest_revision": None,
                "live_revision": None,
                "name": f"{pattern.name} 第{number}出張所",
                "slug": f"{pattern.slug[:60]}-{number}",
                "phone": f"0999-0{number % 10}-{number % 10000:04d}",
            }
        )
        hours = [
            AgencyHours(weekday=one.weekday, opens_at=one.opens_at, closes_at=one.closes_at)
            for one in pattern.hours.all()
        ]
        for name, rows in (many | {"hours": hours}).items():
            setattr(fresh, name, rows)
        fresh.save()
        indexing.changed(fresh)


def _more_events(chance: Random, how_many: int, indexes: Indexes, today: date) -> None:
    patterns = list(EventPage.objects.prefetch_related("areas", "topics", "audiences", "provisions"))
    for number in range(1, how_many + 1):
        pattern = chance.choice(patterns)
        event = EventPage(
            title=f"{pattern.title}（第{number}回）",
            slug=f"{pattern.slug[:80]}-{number}",
            summary=pattern.summary,
            kind=pattern.kind,
            venue_name=pattern.venue_name,
            venue_address=pattern.venue_address,
            organiser=pattern.organiser,
            contact_name=pattern.contact_name,
            contact_phone=pattern.contact_phone,
            section=pattern.section,
            body=pattern.body.get_prep_value(),
        )
        for name in ("areas", "topics", "audiences", "provisions"):
            setattr(event, name, list(getattr(pattern, name).all()))
        day = today + timedelta(days=chance.randrange(0, 75))
        event.dates = [EventDate(date=day, start=time(10 + number % 8), end=time(11 + number % 8, 30))]
        indexes.events.add_child(instance=event)
        materialise(event=event, now=timezone.now())
        indexing.changed(event)


def _more_materials(how_many: int, indexes: Indexes) -> None:
    patterns = list(LearningMaterialPage.objects.order_by("pk"))
    for number in range(1, how_many + 1):
        pattern = patterns[number % len(patterns)]
        material = LearningMaterialPage(
            title=f"{pattern.title}（{number}）",
            slug=f"{pattern.slug[:80]}-{number}",
            summary=pattern.summary,
            material_type=pattern.material_type,
            theme=pattern.theme,
            transcript=pattern.transcript,
            external_url=pattern.external_url,
            published_on=pattern.published_on,
            body=pattern.body.get_prep_value(),
        )
        indexes.learn.add_child(instance=material)
        indexing.changed(material)


def _more_volunteers(how_many: int) -> None:
    password = make_password(None)
    for number in range(1, how_many + 1):
        user = User.objects.create(email=f"helper{number}@sumino.example.jp", password=password)
        details = {
            "family_name": "手伝",
            "given_name": str(number),
            "family_kana": "テツダイ",
            "birth_date": date(1950 + number % 50, 1 + number % 12, 1 + number % 28),
            "phone": f"0999-08-{number % 10000:04d}",
        }
        register(user=user, details=details, interests=[])
