"""The words that are shipped to every town; what the town made of them stays."""

import tomllib
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from portal.core.models import Wording

SHIPPED: Final = Path(__file__).resolve().parents[1] / "authoring" / "data" / "wordings.toml"


def shipped_wordings() -> list[dict[str, Any]]:
    """The entries of ``wordings.toml``: word, kind, replacement, level, reason."""
    entries: list[dict[str, Any]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["wordings"]
    return entries


@transaction.atomic
def load_shipped_wordings() -> int:
    """Add the words that are missing; what staff changed, renamed or put out of use stays. Returns how many."""
    there = {name for names in Wording.objects.values_list("word", "shipped_as") for name in names}
    missing = [Wording(**entry, shipped_as=entry["word"]) for entry in shipped_wordings() if entry["word"] not in there]
    return len(Wording.objects.bulk_create(missing))
