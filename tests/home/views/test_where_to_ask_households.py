"""The six households below the navigator."""

import pytest
from django.urls import reverse

from tests.factories.resources import SituationFactory

pytestmark = pytest.mark.django_db


def page(client):
    return client.get(reverse("home:where_to_ask")).content.decode()


def test_a_household_tells_what_is_done_together_and_how_the_guideline_names_it(client):
    SituationFactory(together="母と息子を、同じ時期に助けます。", guideline_words="要介護高齢者の親と子の世帯")

    html = page(client)

    assert "母と息子を、同じ時期に助けます。" in html
    assert "要介護高齢者の親と子の世帯" in html


def test_a_household_about_which_only_the_story_is_told_leaves_no_empty_lines(client):
    SituationFactory()

    html = page(client)

    assert "situation__together" not in html
    assert "situation__guideline" not in html
