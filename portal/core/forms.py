"""Forms of the shared tables."""

from typing import Any

from django.db.models import Q
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from portal.core.models import Section


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
    class Meta(UserEditForm.Meta):
        fields = UserEditForm.Meta.fields | {"section"}
