"""The first thing that staff see in /cms/: 「わたしの仕事」."""

from collections.abc import Mapping
from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.domain.authoring.texts import findings_address
from home.domain.my_work import Job, piles_for
from home.domain.reach import keeps_to_own_pages


class MyWorkPanel(Component):
    """What waits for the one who is logged in."""

    name = "my_work"
    template_name = "home/cms/my_work.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        piles = piles_for(request.user, timezone.now())
        return {
            "token": get_token(request),
            "numbers": "" if keeps_to_own_pages(request.user) else reverse("numbers"),
            "piles": [{"pile": pile, "rows": [row(job) for job in pile.shown]} for pile in piles],
        }


def row(job: Job) -> dict[str, Any]:
    """One line: what, where to do it, and the one press that does it without looking further."""
    press = reverse("review", args=(job.thing.pk,)) if job.act == "review" else ""
    return {"job": job, "url": address(job), "title": title(job), "press": press}


def address(job: Job) -> str:
    """The screen on which the job is done."""
    if job.act == "check":
        return reverse("second_person_check", args=(job.thing.pk,))
    if job.act in {"approval", "afterwards"}:
        return reverse({"approval": "approval", "afterwards": "approval_afterwards"}[job.act], args=(job.at,))
    if job.act == "writing":
        return findings_address(job.thing)
    if isinstance(job.thing, Page):
        return reverse("wagtailadmin_pages:edit", args=(job.thing.pk,))
    return reverse(job.thing.snippet_viewset.get_url_name(job.act), args=(job.thing.pk,))


def title(job: Job) -> str:
    return getattr(job.thing, "draft_title", "") or str(job.thing)
