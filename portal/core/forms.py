"""Forms of the shared tables."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.log_actions import log
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.core.accounts import ROLES_CHANGED
from portal.core.models import Section, User


class CodedForm(WagtailAdminModelForm):
    """A code is chosen once: addresses, files and other systems go by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True


class _WithSection:
    """The sections that still exist, and the one that the account already has."""

    instance: Any
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Section.objects.filter(Q(is_closed=False) | Q(pk=self.instance.section_id))
        self.fields["section"].queryset = offered


class AccountCreationForm(_WithSection, UserCreationForm):
    class Meta(UserCreationForm.Meta):
        fields = UserCreationForm.Meta.fields | {"section"}


class AccountEditForm(_WithSection, UserEditForm):
    def save(self, commit: bool = True) -> Any:
        """Which roles somebody had and has now stands in the log, not only that the account was changed."""
        before = self._roles()
        account = super().save(commit)
        if commit and (after := self._roles()) != before:
            log(instance=account, action=ROLES_CHANGED, data={"before": before, "after": after})
        return account

    def _roles(self) -> list[str]:
        names = sorted(User.objects.get(pk=self.instance.pk).groups.values_list("name", flat=True))
        superuser = User.objects.filter(pk=self.instance.pk, is_superuser=True).exists()
        return [*names, str(_("May do everything"))] if superuser else names

    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"section"}
