"""No public address escapes the browser: a new one is visited, or says here why not."""

import re
from typing import Final
from urllib.parse import urlsplit

from django.urls import get_resolver, resolve

from tests.journeys.addresses import FOR_MACHINES, PUBLIC

OURS: Final = ("events", "home", "resources", "search", "volunteers")
EXAMPLES: Final = {"slug": "a", "code": "a", "pk": "1", "day": "2026-11-23", "year": "2026", "month": "11"}
# What is no page to look at, and why.
NOT_VISITED: Final = {
    "events:this_month": "leads on to the month of today",
    "events:event_ics": "a file; a journey downloads it",
    "events:occurrence_ics": "a file; tests/events/views/test_files.py reads it",
    "home:draft_link": "a link out of a mail; tests/home/views/test_draft_links.py opens it",
    "home:draft_page": "a link out of a mail; tests/home/views/test_draft_links.py opens it",
    "home:invitation": "a link out of a mail; tests/home/domain/test_people.py opens it",
    "volunteers:sign_up": "takes a form; a journey sends it",
    "volunteers:withdraw": "takes a form",
}


def test_every_public_address_of_ours_is_visited_in_the_browser():
    ours = {
        f"{namespace}:{name}"
        for namespace in OURS
        for name in get_resolver().namespace_dict[namespace][1].reverse_dict
        if isinstance(name, str)
    }

    addresses = [address.pattern for address in PUBLIC] + [address for address, _kind in FOR_MACHINES]
    visited = {resolve(example(address)).view_name for address in addresses}

    assert ours - visited == set(NOT_VISITED)


def example(pattern: str) -> str:
    """An address that the pattern stands for."""
    return re.sub(r"<(\w+)>", lambda variable: EXAMPLES[variable[1]], urlsplit(pattern).path)
