"""Events from open data."""

import csv
from datetime import date, datetime, time

import pytest
from wagtail.models import Site

from events.enums import EventKind, EventState
from events.models import EventIndexPage, EventPage
from portal.core.calendar import TOWN_CLOCK
from portal.core.models import CommunityArea, PortalSettings, TownName
from portal.core.open_data.importing import import_file
from portal.core.open_data.profile import load_profile
from portal.core.open_data.reasons import CellReason
from portal.core.open_data.registry import NotReady
from tests.factories.core import home_page
from tests.factories.events import event_index

pytestmark = pytest.mark.django_db

EVENTS = load_profile("recommended-events")
BASE_REGISTRY = load_profile("base-registry-events")

ROW = {
    "都道府県コード又は市区町村コード": "131016",
    "NO": "1",
    "イベント名": "桜台のおしゃべりサロン",
    "イベント名_カナ": "サクラダイノオシャベリサロン",
    "開始日": "2026-12-01",
    "終了日": "2026-12-01",
    "開始時間": "10:00",
    "終了時間": "11:30",
    "説明": "お茶を飲みながら話します。\n\nhttps://example.jp/ もご覧ください。",
    "場所名称": "桜台公民館",
    "市区町村名": "澄野町",
    "住所": "桜台1-2",
    "料金(基本)": "無料",
    "連絡先電話番号": "0999-01-2345",
}


def written(tmp_path, *rows):
    file = tmp_path / "file.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return file


def imported(tmp_path, *rows, profile=EVENTS):
    return import_file(profile, written(tmp_path, *rows)).as_dict()


@pytest.fixture
def index():
    return event_index()


def test_a_town_without_a_list_of_events_gets_one_under_its_front_page(tmp_path):
    front = home_page()

    imported(tmp_path, ROW)
    imported(tmp_path, {**ROW, "NO": "2"})

    (index,) = EventIndexPage.objects.all()
    assert (index.slug, index.live, index.get_parent().pk) == ("events", True, front.pk)
    assert index.get_children().count() == 2


def test_events_cannot_come_before_there_is_a_site(tmp_path):
    Site.objects.all().delete()

    with pytest.raises(NotReady):
        imported(tmp_path, ROW)


@pytest.mark.parametrize("end", ["25:00", "翌1:00", "翌日1時"])
def test_an_event_past_midnight_ends_on_the_next_day(tmp_path, index, noon, end):
    imported(tmp_path, {**ROW, "終了時間": end})

    (occurrence,) = EventPage.objects.get().occurrences.all()
    assert occurrence.ends_at == datetime(2026, 12, 2, 1, 0, tzinfo=TOWN_CLOCK)


def test_an_event_of_the_whole_day_is_nothing_to_report(tmp_path, index):
    problems = []

    import_file(EVENTS, written(tmp_path, {**ROW, "開始時間": "終日", "終了時間": ""}), report=problems.append)

    assert problems == []
    assert EventPage.objects.get().dates.get().all_day is True


def test_an_imported_event_is_public_with_its_date(tmp_path, index, noon):
    imported(tmp_path, ROW)

    page = EventPage.objects.live().get()
    (occurrence,) = page.occurrences.all()
    assert page.get_parent().specific == index
    assert (page.title, page.venue_name, page.contact_phone) == ("桜台のおしゃべりサロン", "桜台公民館", "0999-01-2345")
    assert page.kind == EventKind.EXCHANGE
    assert page.fee_is_free is True
    assert occurrence.starts_at == datetime(2026, 12, 1, 10, 0, tzinfo=TOWN_CLOCK)
    assert occurrence.ends_at == datetime(2026, 12, 1, 11, 30, tzinfo=TOWN_CLOCK)


def test_the_description_becomes_safe_paragraphs_with_links(tmp_path, index):
    imported(tmp_path, {**ROW, "説明": "<script>alert(1)</script>\n\nhttps://example.jp/ をご覧ください。"})

    html = str(EventPage.objects.get().body)
    assert "<script>" not in html
    assert 'href="https://example.jp/"' in html


def test_an_event_without_a_time_lasts_all_day_and_one_of_several_days_has_a_last_day(tmp_path, index):
    imported(tmp_path, {**ROW, "開始時間": "", "終了時間": "", "終了日": "2026-12-03"})

    written_date = EventPage.objects.get().dates.get()
    assert (written_date.date, written_date.end_date) == (date(2026, 12, 1), date(2026, 12, 3))
    assert (written_date.start, written_date.all_day) == (None, True)


def test_two_events_of_one_name_have_two_addresses(tmp_path, index):
    imported(tmp_path, ROW, {**ROW, "NO": "2", "開始日": "2026-12-08", "終了日": "2026-12-08"})

    assert len(set(EventPage.objects.values_list("slug", flat=True))) == 2


def test_a_number_used_for_two_events_brings_both(tmp_path, index):
    result = imported(tmp_path, ROW, {**ROW, "イベント名": "川上の体操教室"})

    assert result == {"rows": 2, "added": 2, "updated": 0, "unchanged": 0, "rejected": 0}


def test_a_second_run_changes_nothing(tmp_path, index):
    imported(tmp_path, ROW)

    assert imported(tmp_path, ROW) == {"rows": 1, "added": 0, "updated": 0, "unchanged": 1, "rejected": 0}


def test_a_changed_row_moves_the_event_and_keeps_its_address(tmp_path, index, noon):
    imported(tmp_path, ROW)
    slug = EventPage.objects.get().slug

    result = imported(tmp_path, {**ROW, "開始時間": "13:00", "終了時間": "14:00"})

    page = EventPage.objects.get()
    assert result["updated"] == 1
    assert page.slug == slug
    assert [written.start for written in page.dates.all()] == [time(13, 0)]
    assert [one.starts_at.astimezone(TOWN_CLOCK).hour for one in page.occurrences.all()] == [13]


def test_the_editor_sees_the_imported_words_and_not_an_old_revision(tmp_path, index):
    imported(tmp_path, ROW)
    EventPage.objects.get().save_revision().publish()

    imported(tmp_path, {**ROW, "場所名称": "川上公民館"})

    page = EventPage.objects.get()
    assert page.venue_name == page.get_latest_revision_as_object().venue_name == "川上公民館"


def test_a_page_that_staff_took_down_is_not_put_up_again(tmp_path, index):
    imported(tmp_path, ROW)
    EventPage.objects.get().unpublish()

    imported(tmp_path, {**ROW, "場所名称": "川上公民館"})

    assert EventPage.objects.get().live is False


def test_a_draft_in_work_is_never_run_over(tmp_path, index):
    imported(tmp_path, ROW)
    page = EventPage.objects.get()
    page.venue_name = "職員が直している会場"
    page.save_revision()
    problems = []

    import_file(EVENTS, written(tmp_path, {**ROW, "場所名称": "川上公民館"}), report=problems.append)

    assert [problem.reason for problem in problems] == [CellReason.DRAFT_IN_WORK]
    assert EventPage.objects.get().venue_name == "桜台公民館"


def test_an_event_called_off_in_its_name_is_shown_as_cancelled(tmp_path, index):
    imported(tmp_path, {**ROW, "イベント名": "【中止】桜まつり"})

    assert EventPage.objects.get().state == EventState.CANCELLED


def test_an_address_in_town_gives_the_area(tmp_path, index):
    PortalSettings.objects.update_or_create(site_id=1, defaults={"town_name": "澄野町"})
    area = CommunityArea.objects.create(code="sakuradai", name="桜台圏域")
    TownName.objects.create(area=area, name="桜台")

    imported(tmp_path, ROW)

    assert [area.code for area in EventPage.objects.get().areas.all()] == ["sakuradai"]


def test_applications_close_at_the_end_of_the_day(tmp_path, index):
    imported(tmp_path, {**ROW, "参加申込終了日": "2026-11-30", "参加申込方法": "電話"})

    page = EventPage.objects.get()
    assert page.application_required is True
    assert page.apply_until == datetime(2026, 12, 1, 0, 0, tzinfo=TOWN_CLOCK)


def test_an_imported_event_is_valid_for_the_editor(tmp_path, index):
    imported(tmp_path, {**ROW, "料金(基本)": "500円", "参加申込方法": "電話", "定員": "20", "備考": "雨天中止"})

    EventPage.objects.get().full_clean()


def test_the_older_national_format_is_read_too(tmp_path, index):
    row = {
        "NO": "1",
        "名称": "防災訓練",
        "開始日": "2026/12/6",
        "開始時刻": "9:00",
        "住所町名": "桜台",
        "住所丁目以下": "1-2",
    }

    imported(tmp_path, row, profile=BASE_REGISTRY)

    page = EventPage.objects.get()
    assert (page.title, page.kind, page.venue_address) == ("防災訓練", EventKind.DISASTER, "桜台1-2")


def test_real_events_come_in_whole_and_a_second_time_change_nothing(shared_data, tmp_path, index):
    lines = (shared_data / "open" / "takamatsu" / "0081.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    file = tmp_path / "events.csv"
    # The first rows, up to the end of a quotation; the whole file takes too long for a suite.
    file.write_text("".join(lines[:455]), encoding="utf-8-sig", newline="")

    first = import_file(EVENTS, file).as_dict()
    second = import_file(EVENTS, file).as_dict()

    assert first["rows"] == first["added"] > 50
    assert second == {**first, "added": 0, "unchanged": first["rows"]}
