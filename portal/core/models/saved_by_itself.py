"""What the editor saves by itself never takes the place of what somebody pressed a button for."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision

# Wagtail carries no types: a model of Django beside a page of it would look like two kinds of manager.
_Base: Any = object if TYPE_CHECKING else models.Model


class SavedByItself(_Base):  # type: ignore[misc]
    """A text of which versions are kept, one after the other.

    Wagtail looks whether somebody saved meanwhile when a request begins; a press and a save by itself that are under
    way together would both pass, and the older words could come last.
    """

    class Meta:
        abstract = True

    latest_revision_id: int | None

    # Told by the view: nobody pressed a button for what is saved now.
    is_saved_by_itself = False

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """Keep a version; raises PermissionDenied when it comes by itself and somebody saved since it was read."""
        with transaction.atomic():
            self._wait_for_others()
            if self.is_saved_by_itself and self._has_newer():
                raise PermissionDenied(_("Saving will overwrite a newer version."))
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def _wait_for_others(self) -> None:
        # A form locks the first table of a page first; the other way round, two would wait for each other.
        first = next(iter(self._meta.get_parent_list()), type(self))
        list(first._base_manager.select_for_update().filter(pk=self.pk).values_list("pk"))

    def _has_newer(self) -> bool:
        # The row's own latest_revision may be what this save has just written over it.
        return bool(Revision.objects.for_instance(self).filter(pk__gt=self.latest_revision_id or 0).exists())
