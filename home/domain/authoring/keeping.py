"""What was found in each text is kept, for the report and for 「わたしの仕事」."""

from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction
from wagtail.models import Page

from home.domain.authoring.reading import Reading, read
from home.domain.authoring.texts import content_type_of, latest, title_of
from home.models import CheckedText, KeptFinding
from home.rules import key_of
from portal.core.authoring.findings import Finding
from portal.core.authoring.knowledge import Knowledge

NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def keep(thing: Any, *, now: datetime, knowledge: Knowledge | None = None) -> CheckedText:
    """Check the latest text of ``thing`` and keep what was found; what was found before keeps its day."""
    return keep_reading(thing, read(latest(thing), knowledge), now=now)


@transaction.atomic
def keep_reading(thing: Any, reading: Reading, *, now: datetime) -> CheckedText:
    """Keep what was found in the latest text of ``thing``."""
    kept, _made = CheckedText.objects.update_or_create(
        content_type=content_type_of(thing), object_id=str(thing.pk), defaults=_facts(thing, reading.text, now)
    )
    before = dict(kept.findings.values_list("key", "since"))
    kept.findings.all().delete()
    KeptFinding.objects.bulk_create(
        _row(kept, reading, finding, since=before.get(key_of(finding), now)) for finding in reading.findings
    )
    return kept


def _facts(thing: Any, text: Any, now: datetime) -> dict[str, Any]:
    revision = thing.latest_revision
    return {
        "revision": revision,
        "saved_at": saved_at(thing),
        "title": title_of(text)[:255],
        "section_id": getattr(text, "section_id", None),
        "writer_id": (revision and revision.user_id) or getattr(thing, "owner_id", None),
        "is_live": thing.live,
        "checked_at": now,
    }


def saved_at(thing: Any) -> datetime:
    """When the latest text was saved; a revision that is written over counts anew."""
    if isinstance(thing, Page):
        return thing.latest_revision_created_at or NEVER
    return thing.latest_revision.created_at if thing.latest_revision else NEVER


def _row(kept: CheckedText, reading: Reading, finding: Finding, *, since: datetime) -> KeptFinding:
    place = finding.place
    return KeptFinding(
        text=kept,
        key=key_of(finding),
        rule=finding.rule,
        level=finding.level,
        field=place.field,
        block=place.block,
        part=place.part,
        where=reading.where(finding)[:255],
        message=str(finding.message),
        excerpt=finding.excerpt,
        can_be_mended=finding.correction is not None,
        since=since,
    )
