"""From cells to an event."""

from datetime import date, time

import pytest

from portal.core.open_data.cells import Cells
from portal.core.open_data.happenings import event
from portal.core.open_data.problems import BadCell
from portal.core.open_data.profile import load_profile
from portal.core.open_data.reasons import CellReason

EVENTS = load_profile("recommended-events")


def read(**cells):
    row = Cells(2, {"name": "桜まつり", "starts_on": "2026-11-23", **cells}, EVENTS)
    return event(row, EVENTS), row.problems


def test_an_event_lasts_one_day_unless_the_row_says_more():
    row, problems = read()

    assert (row.starts_on, row.ends_on, row.starts_at, row.ends_at) == (
        date(2026, 11, 23),
        date(2026, 11, 23),
        None,
        None,
    )
    assert problems == []


def test_days_and_times_are_read():
    row, _ = read(starts_on="11/23/2026", ends_on="令和8年11月24日", starts_at="9.30", ends_at="16：00（最終日は15時）")

    assert (row.starts_on, row.ends_on) == (date(2026, 11, 23), date(2026, 11, 24))
    assert (row.starts_at, row.ends_at, row.when_note) == (time(9, 30), time(16, 0), "最終日は15時")


def test_a_span_and_a_time_may_stand_in_the_first_cell():
    row, _ = read(starts_on="2026/11/23 10:00", starts_at="")
    span, _ = read(starts_at="10:00～12:00")

    assert row.starts_at == time(10, 0)
    assert (span.starts_at, span.ends_at) == (time(10, 0), time(12, 0))


def test_an_end_before_the_start_is_left_out_and_reported():
    row, problems = read(ends_on="2026-11-01", starts_at="10:00", ends_at="9:00")

    assert (row.ends_on, row.ends_at) == (date(2026, 11, 23), None)
    assert [(problem.column, problem.reason) for problem in problems] == [
        ("終了日", CellReason.ENDS_BEFORE_IT_STARTS),
        ("終了時間", CellReason.ENDS_BEFORE_IT_STARTS),
    ]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"name": ""}, "イベント名", CellReason.REQUIRED),
        ({"starts_on": ""}, "開始日", CellReason.REQUIRED),
        ({"starts_on": "未定"}, "開始日", CellReason.REQUIRED),
        ({"starts_on": "随時"}, "開始日", CellReason.NOT_A_DATE),
        ({"starts_on": "11月23日"}, "開始日", CellReason.DATE_WITHOUT_YEAR),
    ],
)
def test_a_row_without_name_or_first_day_cannot_be_used(cells, column, reason):
    with pytest.raises(BadCell) as refused:
        read(**cells)

    assert (refused.value.column, refused.value.reason) == (column, reason)


@pytest.mark.parametrize(
    ("name", "is_cancelled"),
    [("【中止】桜まつり", True), ("桜まつり（中止）", True), ("雨天中止の桜まつり", False), ("桜まつり", False)],
)
def test_a_name_may_say_that_the_event_is_called_off(name, is_cancelled):
    assert read(name=name)[0].is_cancelled is is_cancelled


def test_town_and_block_of_an_address_are_put_together():
    row, _ = read(prefecture="瑞原県", city="澄野町", town="桜台", address="1-2")

    assert row.address.rest == "桜台1-2"


def test_two_sessions_of_one_day_are_two_events_where_rows_have_no_numbers():
    morning, _ = read(starts_at="10:00")
    afternoon, _ = read(starts_at="14:00")

    assert morning.source_id != afternoon.source_id
