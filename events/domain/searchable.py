"""What events and outcomes of meetings tell search."""

from datetime import datetime
from typing import Any

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from events.enums import EventState
from events.models import EventPage, MeetingOutcomePage
from events.querysets import EventQuerySet, OutcomeQuerySet
from portal.core.indexing import SearchDocument, key_of, registry


def register() -> None:
    """Make events, learning sessions and outcomes findable."""
    registry.register(
        EventPage,
        kinds=(("event", _("Events")), ("learning", _("Learning sessions"))),
        visible=searchable_events,
        document=event_document,
    )
    registry.register(
        MeetingOutcomePage,
        kinds=(("outcome", _("Meeting outcomes")),),
        visible=searchable_outcomes,
        document=outcome_document,
    )


def searchable_events() -> EventQuerySet:
    """Events that strangers may see, with all that a document needs."""
    related = ("areas", "topics", "audiences", "provisions", "occurrences")
    return EventPage.objects.visible().select_related("section").prefetch_related(*related)


def searchable_outcomes() -> OutcomeQuerySet:
    """Outcomes that strangers may see, with all that a document needs."""
    related = ("areas", "topics", "agenda", "opinions", "decisions", "next_steps", "attendances")
    return MeetingOutcomePage.objects.visible().select_related("section").prefetch_related(*related)


def event_document(event: EventPage) -> SearchDocument:
    return SearchDocument(
        key=key_of(EventPage, event.pk),
        kind="learning" if event.is_learning else "event",
        title=event.title,
        kana=event.title_kana,
        url=event.get_url() or "",
        category=_words(event.get_kind_display(), *event.topics.all(), event.theme, event.series_title),
        description=_words(event.summary, event.target),
        body=_words(
            plain_text(event.body),
            *event.audiences.all(),
            *event.provisions.all(),
            event.organiser,
            event.lecturer,
            event.belongings,
            event.contact_name,
        ),
        address=_words(event.venue_name, event.venue_address),
        phone=event.contact_phone,
        areas=tuple(area.code for area in event.areas.all()),
        topics=tuple(topic.code for topic in event.topics.all()),
        spans=spans_of(event),
        updated_at=event.updated_on,
    )


def outcome_document(outcome: MeetingOutcomePage) -> SearchDocument:
    said = [line for opinion in outcome.opinions.all() for line in (opinion.theme, opinion.text)]
    agreed = [decision.text for decision in outcome.decisions.all()]
    steps = [line for step in outcome.next_steps.all() for line in (step.what, step.who)]
    return SearchDocument(
        key=key_of(MeetingOutcomePage, outcome.pk),
        kind="outcome",
        title=outcome.title,
        kana=outcome.title_kana,
        url=outcome.get_url() or "",
        category=_words(outcome.get_kind_display(), outcome.body_name, *outcome.topics.all()),
        description=outcome.summary,
        body=_words(*(item.title for item in outcome.agenda.all()), *said, *agreed, *steps, plain_text(outcome.body)),
        address=outcome.place,
        areas=tuple(area.code for area in outcome.areas.all()),
        topics=tuple(topic.code for topic in outcome.topics.all()),
        updated_at=outcome.updated_on,
    )


def spans_of(event: EventPage) -> tuple[tuple[datetime, datetime], ...]:
    """When the event takes place, soonest first. Times called off are left out, but the event itself is found."""
    held = (one for one in event.occurrences.all() if one.state not in EventState.not_taking_place())
    return tuple(sorted((one.starts_at, one.ends_at) for one in held))


def plain_text(body: Any) -> str:
    """The words of a StreamField without its markup."""
    return _words(*(strip_tags(text) for block in body for text in block.block.get_searchable_content(block.value)))


def _words(*parts: Any) -> str:
    return "\n".join(text for part in parts if (text := str(part).strip()))
