from events.models.checks import OutcomeCheck
from events.models.dates import EventDate, EventExclusion, Occurrence
from events.models.events import EventPage
from events.models.indexes import EventIndexPage, MeetingIndexPage
from events.models.materials import EventMaterial
from events.models.outcomes import (
    AgendaItem,
    Attendance,
    MeetingDecision,
    MeetingHandout,
    MeetingOutcomePage,
    NextStep,
    OpinionTheme,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "EventDate",
    "EventExclusion",
    "EventIndexPage",
    "EventMaterial",
    "EventPage",
    "MeetingDecision",
    "MeetingHandout",
    "MeetingIndexPage",
    "MeetingOutcomePage",
    "NextStep",
    "Occurrence",
    "OpinionTheme",
    "OutcomeCheck",
]
