"""Routes and people who sit on them."""

from django.utils import timezone
from wagtail.models import Page

from home.domain.approval.deciding import decide
from home.enums import Needs, Verdict
from home.models import Passage, Route, RouteStep
from tests.factories.core import SectionFactory
from tests.factories.home import plain_page, staff


def route(section=None, *steps, is_binding=True):
    """A binding route; each step says what differs from「one of these people」."""
    made, _new = Route.objects.update_or_create(
        section=section, defaults={"name": str(section or "町の標準の経路"), "is_binding": is_binding}
    )
    made.steps.all().delete()
    for position, one in enumerate(steps, start=1):
        step(made, position, **one)
    return made


def step(of, position=1, *, people=(), groups=(), needs=Needs.ANY, **fields):
    """A step in which one of ``people`` or ``groups`` decides."""
    made = RouteStep.objects.create(route=of, position=position, needs=needs, **{"name": f"段{position}", **fields})
    made.people.set(people)
    made.groups.set(groups)
    return made


def section_with_route(groups, *, days=None):
    """福祉課: 係長, then 課長, then 広報. Returns the section, the writer, and those three."""
    section = SectionFactory()
    writer, chief, head = (staff(groups, role, section=section) for role in ("editor", "editor", "approver"))
    publicity = staff(groups, "publicity", section=SectionFactory())
    section.head = head
    section.save()
    section.chiefs.set([chief])
    route(
        section,
        {"name": "係長", "by_chief": True, "days": days},
        {"name": "課長", "by_head": True},
        {"name": "広報", "groups": [groups["publicity"]]},
    )
    return section, writer, chief, head, publicity


def sent(writer, section, **fields):
    """A page of words that ``writer`` sent for approval; returns what goes through the route."""
    page = plain_page(owner=writer, section=section, **{"live": False, **fields})
    return send_again(page, writer)


def send_again(page, writer):
    """Send the latest draft of ``page``, for the first time or after a return."""
    page = Page.objects.get(pk=page.pk).specific
    if (state := page.current_workflow_state) is not None:
        state.resume(writer)
    else:
        page.get_workflow().start(page, writer)
    return Passage.objects.latest("pk")


def say(passage, user, verdict=Verdict.APPROVED, now=None, **fields):
    """What ``user`` decides on the text as it was sent."""
    return decide(
        passage=passage, user=user, verdict=verdict, read=passage.revision_id, now=now or timezone.now(), **fields
    )
