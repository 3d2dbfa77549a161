"""The texts that are checked: every page of the portal and every entry of the directory."""

from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from wagtail.models import Page

from portal.core.models import PortalPage, User
from resources.models import Agency, Base, Group

PAGE: Final = "page"
LISTINGS: Final[dict[str, Any]] = {"agency": Agency, "base": Base, "group": Group}
KINDS: Final = (PAGE, *LISTINGS)


def is_checked(thing: Any) -> bool:
    return isinstance(thing, (PortalPage, *LISTINGS.values()))


def kind_of(thing: Any) -> str:
    """The word of the address for a text: "page", "agency" …"""
    return PAGE if isinstance(thing, Page) else str(thing._meta.model_name)


def text_of(kind: str, pk: int) -> Any:
    """The text with this number as it was last saved, draft or not; nothing if there is none that is checked."""
    if kind == PAGE:
        page = Page.objects.filter(pk=pk).first()
        text = page and page.get_latest_revision_as_object()
    else:
        listing = LISTINGS[kind].objects.filter(pk=pk).first()
        text = listing and listing.get_latest_revision_as_object()
    return text if is_checked(text) else None


def latest(thing: Any) -> Any:
    """The same text, as it was last saved."""
    return thing.get_latest_revision_as_object()


def may_edit(user: User, thing: Any) -> bool:
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_edit())
    policy = type(thing).snippet_viewset.permission_policy
    return bool(policy.user_has_permission_for_instance(user, "change", thing))


def may_publish(user: User, thing: Any) -> bool:
    if isinstance(thing, Page):
        return bool(thing.permissions_for_user(user).can_publish())
    policy = type(thing).snippet_viewset.permission_policy
    return bool(policy.user_has_permission_for_instance(user, "publish", thing))


def is_locked_for(user: User, thing: Any) -> bool:
    lock = thing.get_lock()
    return lock is not None and bool(lock.for_user(user))


def title_of(thing: Any) -> str:
    return str(getattr(thing, "title", "") or thing)


def findings_address(thing: Any) -> str:
    """The screen with all that was found in a text."""
    return reverse("authoring_text", args=(kind_of(thing), thing.pk))


def editor_address(thing: Any) -> str:
    if isinstance(thing, Page):
        return reverse("wagtailadmin_pages:edit", args=(thing.pk,))
    return reverse(type(thing).snippet_viewset.get_url_name("edit"), args=(thing.pk,))


def place_in_editor(thing: Any, field: str, block: str) -> str:
    """The editor, opened at a place: Wagtail itself scrolls to what stands after the sign."""
    return f"{editor_address(thing)}#:w:contentpath={'.'.join(filter(None, (field, block)))}"


def content_type_of(thing: Model) -> ContentType:
    return ContentType.objects.get_for_model(thing)
