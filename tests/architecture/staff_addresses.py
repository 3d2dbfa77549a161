"""Every address of the staff side, as Django resolves it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

PREFIX = "cms/"
# What stands outside of the gate of the staff side (tests/portal/core/test_accounts.py), or breaks on purpose.
NOT_TRIED = ("cms/^.*/$", "cms/login/", "cms/logout/", "cms/^password_reset/", "cms/test404/", "cms/failwhale/")
# One address of Wagtail that stands for many: each of what it can do is a row of its own.
BULK = "wagtail_bulk_action"
API_ACTION = "wagtailadmin_api:pages:action"
BY_TYPE = tuple(f"wagtailadmin_pages:{name}" for name in ("add", "preview_on_add", "type_use", "type_use_results"))
TYPES = ("events.eventpage", "events.meetingoutcomepage", "home.plainpage")


@dataclass(frozen=True)
class Address:
    """One address: its name, what of it is meant, the names of its parameters, whether it can take a form."""

    name: str
    special: str
    parameters: tuple[str, ...]
    takes_forms: bool

    @property
    def row(self) -> str:
        return f"{self.name}[{self.special}]" if self.special else self.name


def addresses() -> list[Address]:
    """Every address under /cms/, each of Wagtail's collective ones once for what it can do."""
    found = {
        Address(name, special, parameters, forms): None
        for name, parameters, forms in _resolved()
        for special in _specials(name)
    }
    return list(found)


def _resolved() -> Iterator[tuple[str, tuple[str, ...], bool]]:
    for where, names, pattern in _walk(get_resolver(), "", ()):
        if where.startswith(PREFIX) and where not in NOT_TRIED:
            parameters = tuple(re.findall(r"<(?:\w+:)?(\w+)>", where)) or ("",) * where.count("(")
            yield ":".join([*names, pattern.name or where]), parameters, _takes_forms(pattern.callback)


def _walk(resolver, prefix, names) -> Iterator[tuple[str, tuple[str, ...], URLPattern]]:
    for pattern in resolver.url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield where, names, pattern
        else:
            yield from _walk(pattern, where, (*names, pattern.namespace) if pattern.namespace else names)


def _takes_forms(view) -> bool:
    """A plain function might; a class says so."""
    return not hasattr(view, "view_class") or hasattr(view.view_class, "post")


def _specials(name: str) -> list[str]:
    if name == BULK:
        return list(_bulk_actions())
    if name == API_ACTION:
        return list(PagesAdminAPIViewSet.actions)
    if name.startswith("wagtailsettings:"):
        return [model._meta.label_lower for model in settings_registry]
    return list(TYPES) if name in BY_TYPE else [""]


def _bulk_actions() -> Iterator[str]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            yield from (f"{app}.{model} {action}" for action in actions)
