"""The doors of the town: whoever keeps the agencies answers, and without a keeper there are none."""

from datetime import UTC, datetime

from portal.core.doors import Door, DoorHolder, Entry

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
DESK = Door(
    "desk", "総合相談窓口", "何でも", "まず話を聞く所です。", ("どこへ行けばよいか分からない",), ("窓口",), ("福祉",)
)
AT_THE_DESK = Entry("desk", "すみのの窓口", "/directory/desk/", "0999-01-0001", "", is_open=False, address="", areas=())


class OneDoor:
    def kinds(self):
        return [DESK]

    def shipped(self):
        return [DESK]

    def entries(self, codes, *, area, now):
        return {code: AT_THE_DESK for code in codes if (code, area, now) == ("desk", "chuo", NOW)}


def test_a_town_without_agencies_has_no_doors():
    doors = DoorHolder()

    assert list(doors().kinds()) == list(doors().shipped()) == []
    assert doors().entries(["desk"], area="", now=NOW) == {}


def test_whoever_is_provided_answers():
    doors = DoorHolder()
    doors.provide(OneDoor())

    assert doors().kinds() == doors().shipped() == [DESK]
    assert doors().entries(["desk", "other"], area="chuo", now=NOW) == {"desk": AT_THE_DESK}
