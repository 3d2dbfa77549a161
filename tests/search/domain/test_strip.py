from datetime import UTC, datetime

import pytest

from portal.core.doors import Door
from search.domain.knowledge import Knowledge
from search.domain.meaning import Fit, Lexicon
from search.domain.strip import good_enough, strip
from tests.factories.core import CommunityAreaFactory
from tests.factories.resources import AgencyFactory, AgencyTypeFactory

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def fits(*scores):
    return [Fit(f"kind-{number}", score, "") for number, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "kept"),
    [
        ((), 0),
        ((0.9,), 1),
        ((0.9, 0.5, 0.41, 0.4), 3),
        ((0.5, 0.26, 0.24), 2),
        ((0.24,), 0),
        ((0.9, 0.9, 0.9, 0.9, 0.9, 0.9), 5),
    ],
)
def test_only_what_fits_well_beside_the_best_is_shown_and_five_at_most(scores, kept):
    assert len(good_enough(fits(*scores))) == kept


@pytest.mark.django_db
def test_each_kind_brings_its_nearest_entry_and_one_without_entry_stands_all_the_same(django_assert_num_queries):
    area = CommunityAreaFactory()
    care = AgencyTypeFactory(code="care")
    AgencyFactory(agency_type=care, name="遠い包括", whole_town=True)
    near = AgencyFactory(agency_type=care, name="近い包括", areas=[area])
    doors = tuple(Door(code, code, "", "", (), (), ()) for code in ("care", "jobs"))
    lexicon = Lexicon.of(Knowledge(kinds=doors))
    asked = [Fit("care", 0.9, ""), Fit("gone", 0.8, ""), Fit("jobs", 0.7, "")]

    with django_assert_num_queries(2):
        shown = strip(asked, lexicon, area=area.code, now=NOW)

    assert [kind.door.code for kind in shown] == ["care", "jobs"]
    assert shown[0].entry.name == near.name
    assert shown[1].entry is None


@pytest.mark.django_db
def test_nothing_that_fits_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert strip([], Lexicon.of(Knowledge()), area="", now=NOW) == []
