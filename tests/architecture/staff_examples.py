"""For each address of the staff side an example of it, about given things."""

from django.urls import reverse

from tests.architecture.staff_addresses import API_ACTION, BULK, BY_TYPE, Address
from tests.architecture.staff_town import LISTINGS

PARENTS = {"eventpage": "events", "meetingoutcomepage": "meetings", "plainpage": "home"}
# Which thing of a screen's own the number in its address means; `page` is an event.
ABOUT = {
    "second_person_check": "outcome",
    "second_person_publish": "outcome",
    "events_dates": "live",
    "events_one_date": "live",
    "events_sheet_": "sheet",
    "import": "import",
    "volunteers_names": "volunteers_volunteeropportunity",
    "volunteers_names_csv": "volunteers_volunteeropportunity",
    "review": "live",
    "link": "link",
    "person": "user",
    "people_call_off": "invitation",
    "draft_link_stop": "draft link",
    "emergency_": "notice",
    "approval_back": "absence",
    "approval_route": "route",
    "approval_afterwards": "urgent",
    "approval_urgent": "event",
    "approval_remarks": "event",
    "approval": "passage",
    "reorganisation_": "reorganisation",
    "authoring_undo": "mending",
    "search_unanswered:": "question",
    "wagtailredirects:": "redirect",
    "wagtailsites:": "site",
    "wagtailusers_users:": "user",
    "wagtailusers_groups:": "group",
    "wagtailadmin_collections:": "collection",
    "wagtailadmin_api:documents:": "document",
    "wagtailadmin_api:images:": "image",
    "wagtaildocs_chooser:": "document",
    "wagtailimages_chooser:": "image",
    "wagtailadmin_pages:confirm_workflow_cancellation": "sent",
    "wagtailadmin_pages:unpublish": "live",
    "wagtailadmin_pages:workflow_": "sent",
    "wagtailadmin_pages:collect_workflow": "sent",
}
WORDS = {
    "app_label": "events",
    "app": "events",
    "app_name": "taggit",
    "model_name": "tag",
    "model": "eventpage",
    "action_name": "approve",
    "kind": "page",
    "rule": "half-width-kana",
    "filter_spec": "max-100x100",
    "slug": "approval",
    "picture": "first-event-check.webp",
}
OF_TASKS = {"wagtailadmin_workflows:add_task": ("wagtailcore", "groupapprovaltask")}


def example(address: Address, things) -> str:
    """The address about ``things``."""
    if address.name == BULK:
        model, action = address.special.split()
        app, name = model.split(".")
        thing = things["live"] if action == "unpublish" else _one_of(app, name, things)
        return f"{reverse(BULK, args=(app, name, action))}?id={thing.pk}"
    if address.name == API_ACTION:
        return reverse(
            API_ACTION, args=(things["live" if address.special == "unpublish" else "event"].pk, address.special)
        )
    if address.name.startswith("wagtailsettings:"):
        return reverse(address.name, args=(*address.special.split("."), *[things["site"].pk] * _numbers(address)))
    if address.name in BY_TYPE:
        app, name = address.special.split(".")
        parent = (things[PARENTS[name]].pk,) if "parent_page_id" in address.parameters else ()
        return reverse(address.name, args=(app, name, *parent))
    return reverse(address.name, args=tuple(_parameters(address, things)))


def _numbers(address):
    return address.parameters.count("pk")


def _one_of(app, name, things):
    short = {"user": "user", "portaldocument": "document", "portalimage": "image", "page": "event"}
    return things[short.get(name, f"{app}_{name}")]


def _parameters(address, things):
    listing = next((label for label in LISTINGS if label in address.name), None)
    about = next((thing for start, thing in ABOUT.items() if address.name.startswith(start)), None)
    snippet = address.name.partition("_")[2].partition(":")[0] if "snippet" in address.name else None
    if listing and "workflow" in address.name:
        about = f"sent {listing}"
    thing = things[about or snippet or "event"]
    if address.name.endswith("revisions_compare"):
        return (thing.pk, "earliest", "latest")
    state = things["state" if not listing else f"state {listing}"]
    numbers = {
        "revision_id": lambda: thing.latest_revision_id,
        "task_state_id": lambda: state.current_task_state_id,
        "workflow_state_id": lambda: state.pk,
        "task_id": lambda: things["task"].pk,
        "workflow_pk": lambda: things["workflow"].pk,
        "destination_id": lambda: things["meetings"].pk,
        "parent_page_id": lambda: things["events"].pk,
        "parent_pk": lambda: things["events"].pk,
        "image_id": lambda: things["image"].pk,
        "document_id": lambda: things["document"].pk,
        "doc_id": lambda: things["document"].pk,
        "uploaded_file_id": lambda: things[f"uploaded {'image' if 'image' in address.name else 'document'}"].pk,
        "session_id": lambda: things["session"].pk,
        "occurrence_pk": lambda: things["occurrence"].pk,
        "collection_id": lambda: things["collection"].pk,
        "redirect_id": lambda: things["redirect"].pk,
    }
    words = dict(WORDS)
    if address.name in OF_TASKS:
        words["app_label"], words["model_name"] = OF_TASKS[address.name]
    elif address.name.startswith("wagtailadmin_editing_sessions:"):
        words["model_name"], words["object_id"] = "eventpage", str(things["event"].pk)
    elif address.name.startswith("wagtailadmin_workflows:") and "task" in address.name:
        thing = things["task"]
    elif address.name.startswith("wagtailadmin_workflows:"):
        thing = things["workflow"]
    elif address.name == "authoring_check_new_listing":
        words["kind"] = "agency"
    if address.name == "wagtailadmin_workflows:remove":
        numbers["page_pk"] = lambda: things["home"].pk
    return [words[name] if name in words else numbers.get(name, lambda: thing.pk)() for name in address.parameters]
