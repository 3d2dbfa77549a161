import pytest

from search.domain.engines.known_kinds import UNKNOWN, KnownKinds, Some, keep, known_kinds, read
from search.rules import Candidate

HERE = "an index of this test"
DESK = Some(12, (Candidate(1, "agency", "", "", False, "welfare", ""),))
OFFICE = Some(1, (Candidate(2, "agency", "", "", False, "jobs", ""),))


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr("search.domain.engines.known_kinds._known", {})


def test_kinds_of_one_state_are_gathered():
    keep(HERE, 7, {"welfare": DESK}, lasting=["welfare"])
    keep(HERE, 7, {"jobs": OFFICE}, lasting=["jobs"])

    assert known_kinds(HERE) == KnownKinds(7, {"welfare": DESK, "jobs": OFFICE})


def test_another_state_takes_the_place_of_the_first():
    keep(HERE, 7, {"welfare": DESK}, lasting=["welfare"])
    keep(HERE, 8, {"jobs": OFFICE}, lasting=["jobs"])

    assert known_kinds(HERE) == KnownKinds(8, {"jobs": OFFICE})


def test_nothing_is_kept_of_a_state_without_number():
    keep(HERE, UNKNOWN, {"welfare": DESK}, lasting=["welfare"])

    assert known_kinds(HERE) == KnownKinds()


def test_what_ends_by_itself_is_told_but_not_kept():
    desk, office = DESK.documents[0], OFFICE.documents[0]

    told, lasting = read(["welfare", "jobs", "law"], [(12, False, *desk), (1, True, *office)])
    keep(HERE, 7, told, lasting=lasting)

    assert told == {"welfare": DESK, "jobs": OFFICE, "law": Some()}
    assert known_kinds(HERE).some == {"jobs": OFFICE, "law": Some()}
