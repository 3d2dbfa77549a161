"""Organisations keep their own listings and see no others."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from portal.core.models import User
from resources.models import Listing
from resources.rules.upkeep import keeps_only_own


class KeptListingPolicy(ModelPermissionPolicy):
    """Wagtail's policy by model, and for organisations by listing."""

    def holds_to_own(self, user: User | AnonymousUser) -> bool:
        return keeps_only_own(
            may_add=self.user_has_permission(user, "add"), may_publish=self.user_has_permission(user, "publish")
        )

    def may_reach(self, user: User | AnonymousUser, pk: str) -> bool:
        """Whether the listing with this number is there at all for ``user``."""
        return not self.holds_to_own(user) or self.model.objects.kept_by(user).numbered(pk).exists()

    def user_has_permission_for_instance(self, user: User | AnonymousUser, action: str, instance: Listing) -> bool:
        return self.user_has_permission(user, action) and self.may_reach(user, str(instance.pk))

    def instances_user_has_any_permission_for(self, user: User | AnonymousUser, actions: list[str]) -> "QuerySet[Any]":
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return self.model.objects.kept_by(user) if self.holds_to_own(user) else self.model.objects.all()

    def users_with_any_permission_for_instance(self, actions: list[str], instance: Listing) -> "QuerySet[User]":
        able = self.users_with_any_permission(actions)
        kept_away = [user.pk for user in able if not self.may_reach(user, str(instance.pk))]
        return able.exclude(pk__in=kept_away)
