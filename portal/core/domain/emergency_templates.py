"""Templates of emergency notices that are shipped to every town; what the town made of them stays."""

import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from portal.core.models import EmergencyTemplate

SHIPPED: Final = Path(__file__).resolve().parents[1] / "emergency_templates.toml"


def shipped_templates() -> list[dict[str, Any]]:
    """The entries of ``emergency_templates.toml``, the keys being fields of the model."""
    entries: list[dict[str, Any]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["templates"]
    return entries


@transaction.atomic
def load_shipped_templates() -> int:
    """Add the templates that are missing; what staff changed, renamed or put out of use stays. Returns how many."""
    kept = EmergencyTemplate.objects.values_list("name", "shipped_as")
    there = {name for names in kept for name in names}
    missing = [
        EmergencyTemplate(**entry, shipped_as=entry["name"], sort_order=number * 10)
        for number, entry in enumerate(shipped_templates(), start=1)
        if entry["name"] not in there
    ]
    return len(EmergencyTemplate.objects.bulk_create(missing))
