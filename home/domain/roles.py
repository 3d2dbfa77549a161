"""The roles of the staff side, as groups with exactly the permissions they need."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from events.models import EventIndexPage
from home.models import HomePage
from resources.models import Agency, Base
from resources.models import Group as CommunityGroup

ROLES_FILE: Final = Path(__file__).parent.parent / "roles.toml"
WORKFLOW_NAME: Final = "承認の流れ"
FILE_MODELS: Final = (("core", "portalimage", "image"), ("core", "portaldocument", "document"))
PAGE_CODENAMES: Final = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FILE_CODENAMES: Final = ("add", "change", "choose")


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
    groups = {role["code"]: _set_up(role) for role in roles()}
    _set_up_workflow([groups[role["code"]] for role in roles() if role.get("approves")])
    return groups


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
    _set_file_permissions(group, FILE_CODENAMES if everything else role.get("files", ()))
    return group


def _everything() -> Iterable[Permission]:
    return Permission.objects.all()


def _permissions(role: Mapping[str, Any]) -> Iterator[Permission]:
    for label in role.get("extra", ()):
        app, codename = label.split(".")
        yield Permission.objects.get(content_type__app_label=app, codename=codename)
    for label, verbs in role.get("tables", {}).items():
        app, model = label.split(".")
        for verb in verbs:
            yield from Permission.objects.filter(content_type__app_label=app, codename=f"{verb}_{model}")


def _set_page_permissions(group: Group, granted: Iterable[tuple[Page | None, Iterable[str]]]) -> None:
    GroupPagePermission.objects.filter(group=group).delete()
    for page, verbs in granted:
        if page is None:
            continue
        for verb in verbs:
            permission = Permission.objects.get(
                content_type__app_label="wagtailcore", content_type__model="page", codename=f"{verb}_page"
            )
            GroupPagePermission.objects.create(group=group, page_id=page.pk, permission=permission)


def _set_file_permissions(group: Group, verbs: Iterable[str]) -> None:
    GroupCollectionPermission.objects.filter(group=group).delete()
    root = Collection.get_first_root_node()
    for verb in verbs:
        for app, model, noun in FILE_MODELS:
            wanted = f"{verb}_{noun if verb == 'choose' else model}"
            permission = Permission.objects.get(content_type__app_label=app, content_type__model=model, codename=wanted)
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)


def _set_up_workflow(approvers: list[Group]) -> None:
    """One flow for pages and listings: somebody who approves says yes or sends it back."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW_NAME)
    task, _made = GroupApprovalTask.objects.get_or_create(name=WORKFLOW_NAME)
    task.groups.set(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    # Wagtail ships a flow of its own on the root; the town's stands on the front page.
    Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval").update(active=False)
    WorkflowPage.objects.exclude(workflow=workflow).delete()
    if (front := HomePage.objects.first()) is not None:
        WorkflowPage.objects.update_or_create(page_id=front.pk, defaults={"workflow": workflow})
    for model in (Agency, Base, CommunityGroup):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
