"""The six households as the sample town tells them."""

from portal.sample_content.loading.words import plain
from portal.sample_content.source import entries
from resources.models import Situation


def test_every_household_of_the_town_tells_what_is_done_together_and_how_the_guideline_names_it():
    told = [plain(Situation, entry) for entry in entries("situations")]

    assert len(told) == 6
    assert all(one["together"] and one["guideline_words"] for one in told)
