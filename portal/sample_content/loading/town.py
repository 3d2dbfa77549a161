"""The order in which the town comes to be."""

from dataclasses import dataclass
from datetime import date
from random import Random

from django.db import transaction

from home.domain.roles import set_up_roles
from portal.core import indexing
from portal.core.domain.vocabularies import load_shipped_vocabularies
from portal.core.publishing import let_through
from portal.sample_content.loading import approvals, events, library, listings, pages, people, places, scaling, upkeep
from portal.sample_content.loading.words import Words


@dataclass(frozen=True)
class Sizes:
    """How many of each there shall be at least; the written ones come first, variations of them follow."""

    agencies: int = 0
    events: int = 0
    materials: int = 0
    volunteers: int = 0


@transaction.atomic
def load_town(*, seed: int, today: date, sizes: Sizes) -> dict[str, int]:
    """Load the town around ``today``; the same seed and day give the same town.

    Returns how many of each kind were made. Raises RuntimeError when a town is
    there already, since a second one would stand beside the first.
    """
    places.refuse_second_town()
    load_shipped_vocabularies()
    # What is written here is read by the checker in the suite, not once more each time.
    with indexing.rebuilt_afterwards(), let_through():
        return _load(seed, today, sizes)


def _load(seed: int, today: date, sizes: Sizes) -> dict[str, int]:
    places.load_places(today)
    words = Words()
    home = pages.load_front_page(words)
    indexes = pages.load_indexes(home)
    groups = set_up_roles()
    people.load_staff(groups)
    people.load_comings_and_goings(groups, today)
    counts = {"agencies": listings.load_listings(words, today)}
    pages.load_plain_pages(words, home, today)
    pages.load_stories(words, indexes.stories, today)
    counts["materials"] = library.load_materials(words, indexes.learn, today)
    counts["events"] = events.load_events(words, indexes.events, today)
    counts["outcomes"] = library.load_outcomes(words, indexes.meetings, today)
    people.load_opportunities(words, today)
    counts["volunteers"] = people.load_volunteers(today)
    upkeep.load_links(today)
    approvals.load_approvals(words, home, today)
    upkeep.load_views(today)
    upkeep.load_views_of_entries(today)
    scaling.scale(Random(seed), sizes, counts, indexes, today)  # noqa: S311 -- no secret hangs on it
    return counts
