"""The routes as those who keep them write them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log

from home.domain.approval.deciding import carry_on
from home.models import Route
from portal.core.models import User

PERMISSION: Final = "home.change_route"


@transaction.atomic
def write_route(*, route: Route, form: Any, steps: Any, by: User, now: datetime) -> Route:
    """Save a valid ``form`` of ``route`` with its ``steps``; what was waiting goes on by the new route at once."""
    is_new = route.pk is None
    saved: Route = form.save()
    steps.instance = saved
    steps.save()
    said = {
        "steps": [_said(step) for step in saved.steps.prefetch_related("groups", "people")],
        "is_binding": saved.is_binding,
    }
    log(instance=saved, action="wagtail.create" if is_new else "wagtail.edit", user=by, data=said, content_changed=True)
    transaction.on_commit(lambda: carry_on(now))
    return saved


def _said(step: Any) -> str:
    who: Iterable[Any] = (*step.groups.all(), *step.people.all())
    ranks = [label for label, named in (("係長", step.by_chief), ("所属長", step.by_head)) if named]
    return f"{step.position} {step.name}：{'・'.join([*ranks, *map(str, who)])}（{step.get_needs_display()}）"
