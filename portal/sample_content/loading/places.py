"""Settings, sections, areas, urgent notices."""

from datetime import date, timedelta

from django.utils import timezone
from wagtail.models import Site

from home.models import HomePage
from portal.core.models import (
    CommunityArea,
    EmergencyContact,
    EmergencyNotice,
    EmergencyTemplate,
    PortalSettings,
    Section,
    TownName,
)
from portal.sample_content.loading.words import day, plain
from portal.sample_content.source import read


def refuse_second_town() -> None:
    """Raise RuntimeError when there is a town already."""
    if HomePage.objects.exists():
        raise RuntimeError("町はもう読み込まれています。はじめからつくるには、make clean のあとに make run をします。")


def load_places(today: date) -> None:
    town = read("town")
    settings = PortalSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in plain(PortalSettings, town["town"]).items():
        setattr(settings, name, value)
    settings.save()
    Section.objects.bulk_create(Section(**plain(Section, entry)) for entry in town["sections"])
    for entry in read("areas")["areas"]:
        area = CommunityArea.objects.create(**plain(CommunityArea, entry | {"town_names": ()}))
        TownName.objects.bulk_create(TownName(area=area, **name) for name in entry["town_names"])
    _load_urgent(today)


def _load_urgent(today: date) -> None:
    urgent = read("emergency")
    now = timezone.now()
    for entry in urgent["notices"]:
        notice = EmergencyNotice(**plain(EmergencyNotice, entry))
        if "shown_from_days_ago" in entry:
            notice.shown_from = now - timedelta(days=entry.get("shown_from_days_ago", 0))
            notice.shown_until = now + timedelta(days=entry.get("shown_for_days", 7))
            notice.switched_at = notice.shown_from
        notice.save()
        notice.areas.set(CommunityArea.objects.filter(code__in=entry.get("areas", [])))
    EmergencyTemplate.objects.bulk_create(EmergencyTemplate(**entry) for entry in urgent["templates"])
    EmergencyContact.objects.bulk_create(
        EmergencyContact(**plain(EmergencyContact, entry), confirmed_on=day(today, entry, "confirmed") or today)
        for entry in urgent["contacts"]
    )
