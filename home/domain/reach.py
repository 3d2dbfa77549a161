"""How far somebody of the staff side reaches among the pages."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from portal.core.models import User

ON_PAGES_OF_OTHERS: Final = frozenset({"change_page", "publish_page"})


def keeps_to_own_pages(user: User | AnonymousUser) -> bool:
    """Whether ``user`` may write pages but works on nobody else's, as organisations do.

    Wagtail answers "may change" for them too, since they may change their own.
    """
    if user.is_superuser:
        return False
    granted = page_permission_policy.get_cached_permissions_for_user(user)
    return ON_PAGES_OF_OTHERS.isdisjoint(grant.permission.codename for grant in granted)


def within_reach(pages: PageQuerySet, user: User | AnonymousUser) -> PageQuerySet:
    """Of ``pages`` what ``user`` may know of: for organisations what is on the site, and their own drafts."""
    return pages.filter(Q(live=True) | Q(owner=user.pk)) if keeps_to_own_pages(user) else pages
