"""What a row of open data says about a listing, in the columns of the listing."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.db import models

from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.registry import Remark
from portal.core.open_data.rows import HOLIDAY, FacilityRow
from resources.enums import HolidayRule

CLOSED_WORDS: Final = "現在、休止しています。"
_USELESS_WHEN_CUT: Final = (models.URLField, models.EmailField)

# Names of the fields of the row from which the columns come, for the report.
_FROM: Final = {"website": "url", "what_we_do": "description", "closed_note": "closing_days"}


def common_values(row: FacilityRow) -> dict[str, Any]:
    """The columns that agencies and bases share."""
    return {
        "name": row.name,
        "common_name": row.common_name,
        "summary": row.service_description or _first_sentence(row.description),
        "postcode": row.postcode,
        "address": row.address.prefecture + row.address.city + row.address.rest,
        "building": row.address.building,
        "latitude": row.point.latitude if row.point else None,
        "longitude": row.point.longitude if row.point else None,
        "phone": row.phone,
        "phone_note": row.phone_note,
        "fax": row.fax,
        "email": row.email,
        "website": row.website,
        "access": row.access,
        "parking": row.parking,
        "operator": row.operator,
        "what_we_do": what_we_do(row),
        "holiday_rule": _holiday_rule(row),
        "closed_note": "、".join(filter(None, (CLOSED_WORDS if row.is_closed else "", row.closing_days))),
    }


def agency_values(row: FacilityRow) -> dict[str, Any]:
    """All columns of an agency that an import owns, but for type, reading and address of the page."""
    return {
        **common_values(row),
        "operator_number": row.operator_number,
        "office_number": row.office_number,
        "service_words": "\n".join(filter(None, re.split(r"\s*[;；]\s*", row.service))),
        "who_can_use": row.ages,
    }


def base_values(row: FacilityRow) -> dict[str, Any]:
    """All columns of a base that an import owns, but for type, reading and address of the page."""
    return {**common_values(row), "for_whom": row.ages, "consent_to_publish": True}


def what_we_do(row: FacilityRow) -> str:
    """Everything that has no column of its own, a line each."""
    lines = (
        row.service_description,
        row.description,
        row.hours_note,
        f"定員：{row.capacity}{'人' if row.capacity.isdecimal() else ''}" if row.capacity else "",
        f"バリアフリー：{row.accessibility}" if row.accessibility else "",
        row.remarks,
    )
    return "\n".join(filter(None, lines))


def fitted(model: type[models.Model], values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Remark]]:
    """``values`` within the length of their columns: prose is cut, an address that would break is left out."""
    fitting, remarks = dict(values), []
    for name, value in values.items():
        field = model._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if not isinstance(value, str) or limit is None or len(value) <= limit:
            continue
        useless = isinstance(field, _USELESS_WHEN_CUT)
        fitting[name] = "" if useless else f"{value[: limit - 1]}…"
        reason = CellReason.TOO_LONG if useless else CellReason.SHORTENED
        handling = Handling.LEFT_OUT if useless else Handling.REPAIRED
        if name != "summary":
            remarks.append(Remark(_FROM.get(name, name), value, reason.format(limit=limit), handling))
    return fitting, remarks


def _holiday_rule(row: FacilityRow) -> HolidayRule:
    """Holidays have hours of their own where the source gives them; else they are days off."""
    return HolidayRule.OWN_HOURS if any(hours.weekday == HOLIDAY for hours in row.hours) else HolidayRule.CLOSED


def _first_sentence(text: str) -> str:
    first = text.split("\n", 1)[0]
    sentence, stop, _ = first.partition("。")
    return sentence + stop
