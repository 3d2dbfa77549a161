"""The forms of the staff side, in tabs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from resources.forms import ListingForm
from resources.models import Listing


def _tabs(model: type[Listing], *tabs: tuple[Any, list[Any]]) -> TabbedInterface:
    upkeep = (_("Upkeep"), _upkeep(model))
    return TabbedInterface(
        [ObjectList(panels, heading=heading) for heading, panels in (*tabs, upkeep)], base_form_class=ListingForm
    )


def _names() -> list[Any]:
    return [
        FieldPanel("name"),
        FieldRowPanel(["kana", "common_name"]),
        FieldPanel("summary"),
    ]


def _reach() -> list[Any]:
    return [
        MultiFieldPanel([FieldRowPanel(["phone", "fax"]), "phone_note"], heading=_("Phone and FAX")),
        MultiFieldPanel(["email", "form_url", "website"], heading=_("On the network")),
    ]


def _place() -> list[Any]:
    return [
        MultiFieldPanel(
            [FieldRowPanel(["postcode", "address"]), FieldRowPanel(["building", "floor"]), "is_home"],
            heading=_("Address"),
        ),
        FieldRowPanel(["latitude", "longitude"]),
        MultiFieldPanel(["whole_town", "areas"], heading=_("For which areas")),
        MultiFieldPanel(["access", "parking", "provisions"], heading=_("How to get there")),
    ]


def _hours(*more: str) -> list[Any]:
    return [
        InlinePanel("hours", label=_("Hours"), heading=_("Opening hours of the week")),
        MultiFieldPanel(["holiday_rule", "closed_over_new_year", "closed_note"], heading=_("Closing days")),
        *more,
    ]


def _upkeep(model: type[Listing]) -> list[Any]:
    """Only those who may add listings decide who keeps them, and which never appear."""
    staff_only = f"resources.add_{model._meta.model_name}"
    return [FieldPanel(name, permission=staff_only) for name in ("stewards", "do_not_list", "slug")]


def agency_tabs(model: type[Listing]) -> TabbedInterface:
    return _tabs(
        model,
        (
            _("What it is"),
            [
                *_names(),
                FieldPanel("agency_type"),
                FieldPanel("sectors"),
                FieldPanel("concerns"),
                FieldPanel("what_we_do"),
                FieldPanel("when_to_come"),
                FieldPanel("service_words"),
                MultiFieldPanel(["operator", FieldRowPanel(["operator_number", "office_number"])], heading=_("Run by")),
            ],
        ),
        (_("How to reach it"), _reach()),
        (_("Place"), [*_place(), FieldPanel("site")]),
        (_("Days and hours"), _hours()),
        (
            _("How to use it"),
            [
                FieldPanel("who_can_use"),
                FieldRowPanel(["reservation", "fee"]),
                MultiFieldPanel(["anonymous_ok", "visit_ok", "online_ok", "languages"], heading=_("Ways to ask")),
                MultiFieldPanel(["in_network", "coordinator_host"], heading=_("Working together")),
            ],
        ),
    )


def base_tabs(model: type[Listing]) -> TabbedInterface:
    return _tabs(
        model,
        (
            _("What it is"),
            [
                FieldPanel("consent_to_publish"),
                *_names(),
                FieldPanel("base_type"),
                FieldPanel("functions"),
                FieldPanel("what_we_do"),
                FieldPanel("for_whom"),
                FieldPanel("operator"),
                FieldPanel("started_on"),
            ],
        ),
        (_("How to reach it"), _reach()),
        (_("Place"), _place()),
        (_("Days and hours"), _hours("monthly_words", "specialist_days")),
        (
            _("How to use it"),
            [FieldPanel(name) for name in ("drop_in_ok", "fee", "capacity", "equipment", "rental_rules")],
        ),
    )


def group_tabs(model: type[Listing]) -> TabbedInterface:
    return _tabs(
        model,
        (
            _("What it is"),
            [
                FieldPanel("consent_to_publish"),
                *_names(),
                FieldPanel("group_type"),
                FieldPanel("topics"),
                FieldPanel("activity"),
                FieldRowPanel(["meeting_day", "meeting_place"]),
                FieldRowPanel(["members", "started_on"]),
                MultiFieldPanel(["recruiting", "recruiting_note"], heading=_("Looking for members")),
            ],
        ),
        (_("How to reach it"), [FieldPanel("contact"), *_reach()]),
        (_("Place"), _place()),
    )
