"""How the editor of an event is laid out: in the order in which one plans an event."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel


def event_content_panels(first: list[Any]) -> list[Any]:
    """The panels of an event, after those that every page begins with."""
    return [*first, FieldPanel("kind"), state_panel(), *when_panels(), *where_and_who_panels(), *rest_panels()]


def state_panel() -> MultiFieldPanel:
    return MultiFieldPanel(
        ["state", "state_note"],
        heading=_("Does it take place?"),
        help_text=_("A cancelled event stays on the site, marked as cancelled, so that nobody comes in vain."),
    )


def when_panels() -> list[Any]:
    return [
        InlinePanel("dates", heading=_("Dates"), label=_("date"), help_text=_("One line for each date.")),
        MultiFieldPanel(
            [
                "repeats",
                FieldRowPanel(["repeat_from", "repeat_until"]),
                FieldRowPanel(["repeat_start", "repeat_end"]),
                "repeat_weekdays",
                "repeat_weeks",
                FieldRowPanel(["repeat_day", "repeat_every"]),
                "repeat_on_holidays",
            ],
            heading=_("Repetition"),
            help_text=_("Dates written above are added to the repetition."),
            classname="collapsed",
        ),
        InlinePanel("exclusions", heading=_("Dates left out"), label=_("date left out"), classname="collapsed"),
    ]


def where_and_who_panels() -> list[Any]:
    return [
        MultiFieldPanel(
            ["venue_name", "venue_address", "base", "meeting_point", "access", "parking", "online_url"],
            heading=_("Where"),
        ),
        MultiFieldPanel(
            [
                "target",
                "audiences",
                FieldRowPanel(["capacity", "capacity_note"]),
                FieldRowPanel(["fee_is_free", "fee"]),
                "belongings",
                "clothing",
                "rain_policy",
            ],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            ["application_required", "apply_how", FieldRowPanel(["apply_from", "apply_until"])],
            heading=_("How to apply"),
        ),
        MultiFieldPanel(
            ["contact_name", FieldRowPanel(["contact_phone", "contact_fax"]), "contact_email"], heading=_("Whom to ask")
        ),
        MultiFieldPanel(["provisions", "provision_note"], heading=_("Accessibility")),
    ]


def rest_panels() -> list[Any]:
    return [
        FieldPanel("body"),
        MultiFieldPanel(["organiser", "co_organisers", "supporters", "lecturer"], heading=_("Who holds it")),
        MultiFieldPanel(
            ["theme", "series_title", FieldRowPanel(["session_no", "session_count"])],
            heading=_("Learning session"),
            classname="collapsed",
        ),
        InlinePanel("materials", heading=_("Materials of the session"), label=_("material"), classname="collapsed"),
    ]


def outcome_content_panels(first: list[Any]) -> list[Any]:
    """The panels of a meeting outcome, in the order of a record of a meeting."""
    return [
        *first,
        MultiFieldPanel(
            [
                "kind",
                FieldRowPanel(["body_name", "number"]),
                "held_on",
                FieldRowPanel(["starts", "ends"]),
                "place",
                "online",
                "event",
            ],
            heading=_("The meeting"),
        ),
        MultiFieldPanel(["openness", "closed_reason", "observers"], heading=_("Open or closed")),
        InlinePanel("attendances", heading=_("Who came"), label=_("organisation")),
        MultiFieldPanel(["absent", "secretariat"], heading=_("Absent, and secretariat")),
        InlinePanel("agenda", heading=_("Agenda"), label=_("agenda item")),
        InlinePanel("opinions", heading=_("Opinions by theme"), label=_("theme")),
        InlinePanel("decisions", heading=_("Decisions"), label=_("decision")),
        InlinePanel("next_steps", heading=_("Next steps"), label=_("next step")),
        InlinePanel("handouts", heading=_("Handouts"), label=_("handout")),
        MultiFieldPanel(["next_meeting_on", "next_meeting_note", "minutes_approved_on"], heading=_("What comes next")),
        FieldPanel("body"),
    ]
