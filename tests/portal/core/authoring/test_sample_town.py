"""The sample town through the checker: nothing there may be stopped, and little else found."""

import time
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from portal.core.authoring.checker import check
from portal.core.authoring.facts import PROSE
from portal.core.authoring.findings import Level
from portal.core.authoring.knowledge import current_knowledge
from portal.core.authoring.reading import content_of
from portal.core.models import PortalPage
from resources.models import Agency, Base, Group

# Tests without this mark come after those that empty the database.
pytestmark = pytest.mark.django_db

# Whoever makes a rule sharper looks at what it now says of good Japanese.
MOST_WARNINGS = 6


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    """Every page and every entry of the directory as facts, and what the town knows; read once."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_sample_town", seed=1, verbosity=0)
        models = [*(model for model in apps.get_models() if issubclass(model, PortalPage)), Agency, Base, Group]
        contents = [content_of(thing) for model in models for thing in model._default_manager.all()]
        known = current_knowledge()
        transaction.set_rollback(True)
    return contents, known


@pytest.fixture(scope="module")
def findings(town):
    contents, known = town
    return [(content, finding) for content in contents for finding in check(content, known)]


def test_the_whole_town_was_read(town):
    contents, known = town

    assert len(contents) > 200
    assert {content.kind for content in contents} >= {"events.eventpage", "home.storypage", "resources.agency"}
    assert len(known.replace) > 20
    assert sum(len(text.text) for content in contents for text in content.texts if text.role in PROSE) > 90_000


def test_nothing_in_the_sample_town_is_stopped(findings):
    stopped = [
        (content.kind, content.title, finding.rule, finding.excerpt)
        for content, finding in findings
        if finding.level == Level.STOP
    ]

    assert stopped == []


def test_few_warnings_are_given_on_good_japanese(findings):
    warnings = [
        (content.title, finding.rule, finding.excerpt) for content, finding in findings if finding.level != Level.HINT
    ]

    assert len(warnings) <= MOST_WARNINGS, warnings


def test_no_rule_fills_the_screen_with_hints(findings):
    hints = Counter(finding.rule for _content, finding in findings)

    assert {rule: number for rule, number in hints.items() if number > 15} == {}


def test_a_page_is_checked_in_a_fraction_of_what_a_screen_may_cost(town):
    contents, known = town
    check(contents[0], known)  # the dictionary is loaded once

    began = time.process_time()
    for content in contents:
        check(content, known)
    each = (time.process_time() - began) / len(contents)

    assert each < 0.02
