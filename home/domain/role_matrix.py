"""Roles by what they may do, as it stands in the database, in words that staff read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from home.domain.permission_words import OF_THEIR_OWN, VERBS

BETWEEN: Final = "・"
FRONT: Final = 2  # the depth of the front page
OUR_APPS: Final = ("core", "home", "events", "resources", "volunteers", "search")


@dataclass(frozen=True)
class Row:
    """One thing, and for each role the words for what it may do with it; empty for nothing."""

    what: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Things that belong together."""

    heading: str
    rows: tuple[Row, ...]


def matrix() -> tuple[list[Group], list[Part]]:
    """The roles in their order, and what each may do."""
    roles = list(Group.objects.order_by("pk").prefetch_related("permissions__content_type"))
    held = {role: list(role.permissions.all()) for role in roles}
    parts = [
        Part(_("Pages and files"), (*_page_rows(roles), *_file_rows(roles))),
        Part(_("Entries and tables"), tuple(_table_rows(roles, held))),
        Part(_("Everything else"), tuple(_other_rows(roles, held))),
    ]
    return roles, [part for part in parts if part.rows]


def _page_rows(roles: list[Group]) -> Iterable[Row]:
    granted: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in GroupPagePermission.objects.select_related("page", "permission").order_by("page__path"):
        granted[_what(one.page)][one.group_id].add(one.permission.codename.removesuffix("_page"))
    for words, by_role in granted.items():
        yield Row(words, tuple(_verbs(by_role[role.pk]) for role in roles))


def _what(page: Page) -> str:
    if page.depth <= FRONT:
        return _("All pages")
    return _("Pages under “%(title)s”") % {"title": page.title}


def _file_rows(roles: list[Group]) -> Iterable[Row]:
    granted: dict[str, dict[int, set[str]]] = {}
    for one in GroupCollectionPermission.objects.select_related("permission__content_type"):
        verb, kind = one.permission.codename.rsplit("_", 1)
        granted.setdefault(kind, defaultdict(set))[one.group_id].add(verb)
    names = {"image": _("Images"), "document": _("Documents"), "collection": _("Folders")}
    for kind, by_role in sorted(granted.items(), key=lambda item: list(names).index(item[0])):
        yield Row(names[kind], tuple(_verbs(by_role[role.pk]) for role in roles))


def _table_rows(roles: list[Group], held: dict[Group, list[Permission]]) -> Iterable[Row]:
    granted: dict[tuple[str, str], dict[Group, set[str]]] = defaultdict(lambda: defaultdict(set))
    for role in roles:
        for permission in held[role]:
            verb, _sign, model = permission.codename.rpartition("_")
            if verb in VERBS and model == permission.content_type.model:
                granted[permission.content_type.app_label, model][role].add(verb)
    for app in OUR_APPS:
        for table in apps.get_app_config(app).get_models():
            by_role = granted.get((app, str(table._meta.model_name)))
            # What the administration alone may touch is no choice that a role makes.
            if by_role and len(by_role) > 1:
                yield Row(str(table._meta.verbose_name), tuple(_verbs(by_role[role]) for role in roles))


def _other_rows(roles: list[Group], held: dict[Group, list[Permission]]) -> Iterable[Row]:
    codes = {role: {permission.codename for permission in held[role]} for role in roles}
    for code, words in OF_THEIR_OWN.items():
        if any(code in codes[role] for role in roles):
            yield Row(words, tuple(pgettext("of a role", "yes") if code in codes[role] else "" for role in roles))


def _verbs(verbs: set[str]) -> str:
    names = VERBS | {"choose": _("choose")}
    return BETWEEN.join(words for verb, words in names.items() if verb in verbs)
