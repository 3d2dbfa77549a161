"""The first thing that staff see in /cms/: 「わたしの仕事」."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from home.domain.my_work import Job, piles_for


class MyWorkPanel(Component):
    """What waits for the one who is logged in."""

    name = "my_work"
    template_name = "home/cms/my_work.html"
    order = 100

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        piles = piles_for(parent_context["request"].user, timezone.now())
        return {
            "piles": [
                {"pile": pile, "rows": [{"job": job, "url": address(job), "title": title(job)} for job in pile.shown]}
                for pile in piles
            ]
        }


def address(job: Job) -> str:
    """The screen on which the job is done."""
    if job.act == "check":
        return reverse("events_check", args=(job.thing.pk,))
    if isinstance(job.thing, Page):
        return reverse("wagtailadmin_pages:edit", args=(job.thing.pk,))
    return reverse(job.thing.snippet_viewset.get_url_name(job.act), args=(job.thing.pk,))


def title(job: Job) -> str:
    return getattr(job.thing, "draft_title", "") or str(job.thing)
