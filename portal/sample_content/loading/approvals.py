"""Routes of approval, a deputy, and a text waiting at each kind of step."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from home.domain.approval.away import put_down
from home.domain.approval.deciding import Said, decide
from home.domain.draft_links import USUAL_DAYS, make
from home.enums import Needs, Verdict
from home.models import HomePage, Passage, PlainPage, Route, RouteStep
from portal.core.authoring.facts import Place
from portal.core.models import User
from portal.sample_content.loading.words import Words, plain, stream
from portal.sample_content.source import Entry, read


def load_approvals(words: Words, home: HomePage, today: date) -> None:
    """Write the routes first, then send the texts on their way."""
    source: dict[str, Any] = read("routes")
    people = {user.email: user for user in User.objects.filter(section__isnull=False)}
    for entry in source["routes"]:
        _load_route(words, entry)
    for entry in source["away"]:
        put_down(
            person=people[entry["person"]],
            deputy=people[entry["deputy"]],
            first_day=today + timedelta(days=entry["from_day"]),
            last_day=today + timedelta(days=entry["until_day"]),
            by=people[entry["person"]],
        )
    for entry in source["texts"]:
        _send(entry, words, home, people)
    _show_a_draft(people[source["texts"][0]["writer"]])


def _show_a_draft(writer: User) -> None:
    """One link to a draft; nobody keeps its secret, so that it opens nothing in anybody's copy of the town."""
    draft = PlainPage.objects.filter(owner=writer, live=False).order_by("pk").first()
    if draft is not None:
        make(pages=[draft], days=USUAL_DAYS, by=writer, now=timezone.now())


def _load_route(words: Words, entry: Entry) -> None:
    section = words.sections[entry["section"]]
    route = Route.objects.create(name=f"{section.name}の経路", section=section, is_binding=entry["binding"])
    for position, one in enumerate(entry["steps"], start=1):
        step = RouteStep.objects.create(
            route=route,
            position=position,
            name=one["name"],
            by_chief=one.get("chief", False),
            by_head=one.get("head", False),
            needs=Needs(one.get("needs", "any")),
            days=one.get("days"),
        )
        step.groups.set(Group.objects.filter(name__in=one.get("groups", ())))


def _send(entry: Entry, words: Words, home: HomePage, people: dict[str, User]) -> None:
    writer = people[entry["writer"]]
    page = PlainPage(**plain(PlainPage, entry), body=stream(entry["body"]), live=False, owner=writer)
    page.section = words.sections[entry["section"]]
    home.add_child(instance=page)
    page.save_revision(user=writer, clean=False)
    passage = Passage.objects.get(task_state=page.get_workflow().start(page, writer).current_task_state)
    decision: dict[str, Any] = {"passage": passage, "read": passage.revision_id, "now": timezone.now()}
    for who in entry.get("said", ()):
        decide(user=people[who], verdict=Verdict.APPROVED, **decision)
    if "returned_by" in entry:
        remarks = [Said(Place(one["at"]), one["text"]) for one in entry.get("remarks", ())]
        user, comment = people[entry["returned_by"]], entry["comment"]
        decide(user=user, verdict=Verdict.RETURNED, comment=comment, remarks=remarks, **decision)
