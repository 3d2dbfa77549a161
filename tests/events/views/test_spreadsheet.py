"""/cms/events/sheet/: out with drop-downs, in with every mistake written where it stands, saved as drafts."""

from datetime import datetime, time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from wagtail.models import PageLogEntry

from events.domain.spreadsheet import reading
from events.domain.spreadsheet.columns import COLUMNS, REMARKS
from events.models import EventPage
from portal.core.models import CommunityArea, SheetUpload, User
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, draft_event, event, repeated_event
from tests.factories.home import staff, town_with_roles

NEW = {
    "イベント名": "冬のつどい",
    "イベント名_カナ": "ﾌﾕﾉﾂﾄﾞｲ",
    "イベント種類": "体操・健康",
    "開始日": "令和８年12月５日（土）",
    "開始時間": "１０：００～",
    "終了時間": "午後3時半",
    "場所名称": "中央公民館",
    "圏域": "山里圏域、川上圏域",
    "定員": "２０人",
    "無料": "いいえ",
    "料金(基本)": "300円",
    "申し込みが要る": "はい",
    "参加申込方法": "電話で。",
    "参加申込終了日": "R8.12.1",
    "連絡先電話番号": "０９９９ー０１ー２３４５",
    "説明": "体を動かします。\n\nだれでもどうぞ。",
}


@pytest.fixture
def groups(db):
    return town_with_roles()


@pytest.fixture
def editor(client, groups):
    for code, name in (("yamazato", "山里圏域"), ("kawakami", "川上圏域")):
        CommunityArea.objects.create(code=code, name=name)
    user = staff(groups, "editor")
    client.force_login(user)
    return user


def sheet(*rows, name="表.xlsx"):
    book = Workbook()
    names = list(dict.fromkeys(name for row in rows for name in row))
    book.active.append(names)
    for row in rows:
        book.active.append([row.get(name) for name in names])
    return as_upload(book, name)


def as_upload(book, name="表.xlsx"):
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def upload(client, file):
    """The answer to the preview, or to the form when the file was refused."""
    return client.post(reverse("events_sheet"), {"file": file}, follow=True)


def saved(client, file):
    pk = upload(client, file).context["upload"].pk
    return client.post(reverse("events_sheet_save", args=(pk,)), follow=True)


def downloaded(client, **query):
    return load_workbook(BytesIO(client.get(reverse("events_sheet_download"), query).content))


def cell(book, row, header):
    page = book.worksheets[0]
    return page.cell(row, next(one.column for one in page[1] if one.value == header))


def mistakes(response):
    return {column: words for line in response.context["sheet"].wrong for column, words in line.told}


def test_the_empty_sheet_has_our_columns_and_a_drop_down_for_each_choice(client, editor):
    book = downloaded(client)
    page = book["行事"]

    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in page.data_validations.dataValidation}

    offered = [one.value for one in book["選択肢"]["C"] if one.value]
    assert [one.value for one in page[1]] == [column.header for column in COLUMNS]
    assert len(rules) == 4
    assert sorted(offered) == sorted(["町全体", "川上圏域", "山里圏域"])
    assert page.max_row == 1


def test_a_new_event_is_understood_as_clerks_write_it_and_becomes_a_draft(client, editor):
    saved(client, sheet(NEW))

    page = EventPage.objects.get().get_latest_revision_as_object()
    (day,) = page.dates.all()
    assert (page.live, page.owner, page.has_unpublished_changes) == (False, editor, True)
    assert (page.title, page.title_kana, page.kind) == ("冬のつどい", "フユノツドイ", "health")
    assert (str(day.date), day.start, day.end) == ("2026-12-05", time(10), time(15, 30))
    assert sorted(area.name for area in page.areas.all()) == ["山里圏域", "川上圏域"]
    assert (page.capacity, page.fee_is_free, page.fee, page.application_required) == (20, False, "300円", True)
    assert str(page.apply_until.astimezone(NOW.tzinfo)) == "2026-12-02 00:00:00+09:00"
    assert page.contact_phone == "0999-01-2345"
    assert "だれでもどうぞ。" in page.body.render_as_block()


def test_a_new_event_belongs_to_the_section_of_whoever_sends_the_sheet(client, editor):
    section = SectionFactory()
    User.objects.filter(pk=editor.pk).update(section=section)

    saved(client, sheet(NEW))

    assert EventPage.objects.get().section == section


def test_cells_that_excel_made_dates_and_times_of_are_read_as_well(client, editor):
    row = NEW | {"開始日": datetime(2026, 12, 5), "開始時間": time(10), "終了時間": time(15, 30), "定員": 20.0}

    saved(client, sheet(row))

    (day,) = EventPage.objects.get().dates.all()
    assert (str(day.date), day.start, day.end) == ("2026-12-05", time(10), time(15, 30))


def test_a_registered_event_goes_out_and_comes_back_as_a_new_draft(client, editor, noon):
    page = event(title="ふれあいサロン")
    file = downloaded(client, **{"with": "events"})
    cell(file, 2, "場所名称").value = "川上公民館"

    response = upload(client, as_upload(file))
    client.post(reverse("events_sheet_save", args=(response.context["upload"].pk,)))

    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [line.changes for line in response.context["sheet"].changed] == [[("場所名称", "中央集会所", "川上公民館")]]
    assert (page.live, page.venue_name, draft.venue_name) == (True, "中央集会所", "川上公民館")
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.edit", user=editor).exists()


def test_what_comes_back_untouched_changes_nothing(client, editor):
    draft_event(title="ふれあいサロン")
    repeated_event(title="毎週の体操", live=False)

    response = upload(client, as_upload(downloaded(client, **{"with": "events"})))

    assert mistakes(response) == {"開始日": "必ず書いてください。"}
    assert (len(response.context["sheet"].changed), response.context["sheet"].unchanged) == (0, 1)


def test_mistakes_stand_at_their_cells_in_a_copy_and_nothing_is_saved(client, editor):
    bad = NEW | {"イベント名": "", "開始日": "13月5日", "圏域": "海辺圏域", "イベント種類": "カラオケ", "定員": "多数"}
    response = upload(client, sheet(NEW, bad))
    pk = response.context["upload"].pk

    copy = load_workbook(BytesIO(client.get(reverse("events_sheet_remarks", args=(pk,))).content))
    client.post(reverse("events_sheet_save", args=(pk,)))

    told = mistakes(response)
    assert set(told) == {"イベント名", "開始日", "圏域", "イベント種類", "定員"}
    assert cell(copy, 3, "圏域").comment.text == told["圏域"]
    assert cell(copy, 3, "圏域").fill.start_color.rgb == "00FFC7CE"
    assert "圏域：" + told["圏域"] in cell(copy, 3, REMARKS).value
    assert cell(copy, 2, "圏域").comment is None
    assert EventPage.objects.count() == 0


def test_a_corrected_copy_goes_in(client, editor):
    pk = upload(client, sheet(NEW | {"定員": "多数"})).context["upload"].pk
    copy = load_workbook(BytesIO(client.get(reverse("events_sheet_remarks", args=(pk,))).content))
    cell(copy, 2, "定員").value = 30

    saved(client, as_upload(copy))

    assert EventPage.objects.get().capacity == 30


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"終了日": "2026/12/4"}, "終了日"),
        ({"終了時間": "9:00"}, "終了時間"),
        ({"開始時間": ""}, "開始時間"),
        ({"連絡先メールアドレス": "だれか"}, "連絡先メールアドレス"),
        ({"場所名称": "あ" * 121}, "場所名称"),
        ({"管理番号": "99999"}, "管理番号"),
        ({"参加申込終了日": "", "参加申込終了時間": "17:00"}, "参加申込終了日"),
    ],
)
def test_what_does_not_fit_together_is_said_at_its_column(client, editor, fields, column):
    assert list(mistakes(upload(client, sheet(NEW | fields)))) == [column]


def test_an_old_sheet_does_not_overwrite_what_somebody_changed_since(client, editor):
    page = draft_event(title="ふれあいサロン")
    file = downloaded(client, **{"with": "events"})
    cell(file, 2, "開始日").value = "2026/12/5"
    page.save_revision()

    response = upload(client, as_upload(file))

    assert mistakes(response) == {
        "管理番号": "表をダウンロードしたあとで、だれかがこの行事を直しました。もう一度ダウンロードしてください。"
    }


def test_one_event_in_two_rows_is_refused(client, editor):
    draft_event(title="ふれあいサロン")
    file = downloaded(client, **{"with": "events"})
    cell(file, 2, "開始日").value = "2026/12/5"
    page = file.worksheets[0]
    page.append([one.value for one in page[2]])

    assert mistakes(upload(client, as_upload(file))) == {"管理番号": "同じ行事が2行目にもあります。"}


def test_pressing_twice_makes_the_drafts_once(client, editor):
    pk = upload(client, sheet(NEW)).context["upload"].pk

    answers = [client.post(reverse("events_sheet_save", args=(pk,))).status_code for _ in range(2)]

    assert answers == [302, 404]
    assert (EventPage.objects.count(), SheetUpload.objects.count()) == (1, 0)


def test_an_organisation_changes_only_its_own_events_and_reads_no_others(client, groups):
    own = staff(groups, "organisation")
    client.force_login(own)
    draft_event(title="よその行事")
    mine = draft_event(title="うちの行事", owner=own)
    other = EventPage.objects.get(title="よその行事")

    titles = [one.value for one in downloaded(client, **{"with": "events"})["行事"]["C"]][1:]
    refused = upload(client, sheet(NEW | {"管理番号": str(other.pk), "版": "0"}))

    assert titles == [mine.title]
    assert list(mistakes(refused)) == ["管理番号"]


def test_a_sheet_is_nobody_elses(client, editor, groups):
    pk = upload(client, sheet(NEW)).context["upload"].pk
    client.force_login(staff(groups, "editor"))

    answers = [client.get(reverse(f"events_sheet_{name}", args=(pk,))) for name in ("preview", "remarks")]
    answers.append(client.post(reverse("events_sheet_save", args=(pk,))))

    assert [response.status_code for response in answers] == [404] * 3


def test_whoever_may_not_add_events_finds_nothing(client, groups):
    client.force_login(staff(groups, "editor"))
    groups["editor"].page_permissions.all().delete()

    assert client.get(reverse("events_sheet")).status_code == 302
    assert client.get(reverse("events_sheet_download")).status_code == 302


def test_words_that_look_like_a_formula_stay_words(client, editor):
    draft_event(title="=1+1")

    assert cell(downloaded(client, **{"with": "events"}), 2, "イベント名").data_type == "s"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (lambda: SimpleUploadedFile("x.xlsx", b"no zip"), "Excelのファイル（.xlsx）ではありません"),
        (lambda: sheet({"名前": "x"}), "列の名前の行がありません"),
        (lambda: sheet(dict.fromkeys(NEW)), "行事が1つも書かれていません"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_is_not_kept(client, editor, file, words):
    response = upload(client, file())

    assert words in response.content.decode()
    assert SheetUpload.objects.count() == 0


def test_too_many_rows_are_refused(client, editor, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)

    assert "行が多すぎます" in upload(client, sheet(NEW, NEW)).content.decode()


def test_the_list_of_events_leads_to_the_sheet(client, editor):
    index = EventPage.objects.first() or draft_event()

    response = client.get(reverse("wagtailadmin_explore", args=(index.get_parent().pk,)))

    assert reverse("events_sheet") in response.content.decode()
