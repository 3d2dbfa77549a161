"""The roles of the staff side, as groups with exactly the permissions they need."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from events.models import EventIndexPage
from home.domain.permission_words import say_permissions_in_japanese
from home.models import HomePage, Route, RouteStep, SectionApprovalTask
from resources.models import Agency, Base
from resources.models import Group as CommunityGroup

ROLES_FILE: Final = Path(__file__).parent.parent / "roles.toml"
WORKFLOW_NAME: Final = "承認の流れ"
ROUTE_NAME: Final = "町の標準の経路"
STEP_NAME: Final = "承認"
SHIPPED_WORKFLOW: Final = "Moderators approval"
ROOT_PAGE: Final = "サイト全体"
ROOT_COLLECTION: Final = "すべてのファイル"
# Wagtail asks for the permissions of its own models, whichever model holds the files.
FILE_MODELS: Final = (("wagtailimages", "image"), ("wagtaildocs", "document"))
PAGE_CODENAMES: Final = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FILE_CODENAMES: Final = ("add", "change", "choose")
FOLDER_CODENAMES: Final = ("add", "change", "delete")


def roles() -> list[dict[str, Any]]:
    """The roles as `roles.toml` describes them."""
    return list(tomllib.loads(ROLES_FILE.read_text(encoding="utf-8"))["role"])


@transaction.atomic
def set_up_roles() -> dict[str, Group]:
    """Make each role a group with exactly its permissions, and the approval flow; again is harmless.

    Returns the groups by the code of their role. Wagtail's own sample groups
    go, since nobody in a town hall is called by them.
    """
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()
    _say_it_in_japanese()
    _known.cache_clear()
    groups = {role["code"]: _set_up(role) for role in roles()}
    _set_up_workflow([groups[role["code"]] for role in roles() if role.get("approves")])
    return groups


def _say_it_in_japanese() -> None:
    """What Wagtail's migrations wrote into the database in English, and staff read."""
    Page.objects.filter(depth=1, title="Root").update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Collection.objects.filter(depth=1, name="Root").update(name=ROOT_COLLECTION)
    Workflow.objects.filter(name=SHIPPED_WORKFLOW, workflow_states__isnull=True).delete()
    Task.objects.filter(name=SHIPPED_WORKFLOW, task_states__isnull=True).delete()
    say_permissions_in_japanese()


def _set_up(role: Mapping[str, Any]) -> Group:
    group, _made = Group.objects.get_or_create(name=role["name"])
    group.permissions.set(_everything() if role.get("everything") else _permissions(role))
    everything = role.get("everything", False)
    front = HomePage.objects.first()
    _set_page_permissions(
        group,
        [
            (front and Page.objects.get(pk=front.pk), PAGE_CODENAMES if everything else role.get("pages", ())),
            (EventIndexPage.objects.first(), role.get("event_pages", ())),
        ],
    )
    _set_file_permissions(group, FILE_CODENAMES if everything else role.get("files", ()), and_folders=everything)
    return group


def _everything() -> Iterable[Permission]:
    return Permission.objects.all()


def _permissions(role: Mapping[str, Any]) -> Iterator[Permission]:
    for label in role.get("extra", ()):
        app, codename = label.split(".")
        yield _permission(app, codename)
    for label, verbs in role.get("tables", {}).items():
        app, model = label.split(".")
        for verb in verbs:
            yield _permission(app, f"{verb}_{model}")


def _permission(app: str, codename: str) -> Permission:
    if (app, codename) not in _known():
        raise LookupError(f"roles.toml names {app}.{codename}, which is no permission.")
    return _known()[app, codename]


@cache
def _known() -> dict[tuple[str, str], Permission]:
    """Every permission there is, read once for all roles."""
    every = Permission.objects.select_related("content_type")
    return {(permission.content_type.app_label, permission.codename): permission for permission in every}


def _set_page_permissions(group: Group, granted: Iterable[tuple[Page | None, Iterable[str]]]) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    for page, verbs in granted:
        if page is None:
            continue
        for verb in verbs:
            permission = _permission("wagtailcore", f"{verb}_page")
            GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=permission)


def _set_file_permissions(group: Group, verbs: Iterable[str], *, and_folders: bool) -> None:
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = Collection.get_first_root_node()
    wanted = [(app, f"{verb}_{model}") for verb in verbs for app, model in FILE_MODELS]
    folders = [("wagtailcore", f"{verb}_collection") for verb in FOLDER_CODENAMES] if and_folders else []
    for app, codename in (*wanted, *folders):
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=_permission(app, codename))


def _set_up_workflow(approvers: list[Group]) -> None:
    """One flow for pages and listings, which asks the route of the section; the town's own has one step at first.

    That one binds nobody: until the town has written its routes, all goes on as it did.
    """
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    task, _made = SectionApprovalTask.objects.get_or_create(name=WORKFLOW_NAME)
    WorkflowTask.objects.exclude(task=task).filter(workflow=workflow).delete()
    Task.objects.filter(name=WORKFLOW_NAME, task_states__isnull=True).exclude(pk=task.pk).delete()
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    route, is_new = Route.objects.get_or_create(section=None, defaults={"name": ROUTE_NAME, "is_binding": False})
    if is_new:
        RouteStep.objects.create(route=route, name=STEP_NAME).groups.set(approvers)
    WorkflowPage.objects.exclude(workflow=workflow).delete()
    if (front := HomePage.objects.first()) is not None:
        WorkflowPage.objects.update_or_create(page_id=front.pk, defaults={"workflow": workflow})
    for model in (Agency, Base, CommunityGroup):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
