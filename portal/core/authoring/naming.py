"""A place in a text, as staff call it."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core.authoring.facts import Place


def words_of(thing: Any, place: Place) -> str:
    """A place as staff call it: 「本文の3番目（画像）」."""
    name = _name_of(thing, place.field)
    if not place.block:
        return name
    for number, child in enumerate(getattr(thing, place.field, ()) or (), start=1):
        if str(getattr(child, "id", "")) == place.block:
            facts = {"field": name, "number": number, "block": child.block.label}
            return _("%(field)s, no. %(number)d (%(block)s)") % facts
    return name


def _name_of(thing: Any, field: str) -> str:
    try:
        found = thing._meta.get_field(field)
    except FieldDoesNotExist:
        return field
    named = getattr(found, "verbose_name", None) or found.related_model._meta.verbose_name_plural
    return str(capfirst(named))
