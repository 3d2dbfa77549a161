"""Forms of the shared tables."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm


class CodedForm(WagtailAdminModelForm):
    """A code is chosen once: addresses, files and other systems go by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "code" in self.fields:
            self.fields["code"].disabled = True
