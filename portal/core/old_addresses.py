"""Addresses that were public once lead on for ever, where Wagtail does not see to it itself."""

from django.db import transaction
from wagtail.contrib.redirects.models import Redirect


@transaction.atomic
def lead_on(*, old: str, new: str) -> None:
    """Let the path ``old`` lead to the path ``new``; whatever led to ``old`` leads there, too.

    A way that began at ``new`` ends: something stands there now.
    """
    before, now = Redirect.normalise_path(old), Redirect.normalise_path(new)
    if before == now:
        return
    Redirect.objects.filter(old_path=now).delete()
    Redirect.objects.filter(redirect_link=old, automatically_created=True).update(redirect_link=new)
    Redirect.objects.update_or_create(
        old_path=before,
        site=None,
        defaults={"redirect_link": new, "redirect_page": None, "is_permanent": True, "automatically_created": True},
    )
