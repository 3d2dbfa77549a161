"""/cms/imports/: a file is checked, read, taken over as a whole and undone as a whole."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from events.models import EventPage
from portal.core.domain.imports import receiving, working
from portal.core.domain.imports.receiving import ImportRefused, WhyNotImported
from portal.core.domain.imports.tidying import tidy
from portal.core.models import ImportState, OpenDataImport
from resources.models import Agency
from tests.factories.approval import route
from tests.factories.events import NOW, event_index
from tests.factories.home import staff
from tests.factories.resources import AgencyTypeFactory

CARE = {
    "都道府県コード又は市町村コード": "131016",
    "市区町村名": "澄野町",
    "事業所名": "デイサービスひまわり",
    "サービスの種類": "通所介護",
    "住所": "瑞原県澄野町桜台1-2",
    "電話番号": "0999-01-2345",
    "事業所番号": "9970000001",
}
OTHER = CARE | {"事業所名": "デイサービスあさがお", "事業所番号": "9970000002"}
HAPPENING = {
    "都道府県コード又は市区町村コード": "131016",
    "NO": "1",
    "イベント名": "夏まつり",
    "開始日": "令和8年12月5日",
    "開始時間": "１０：００",
    "終了時間": "15:00",
    "場所名称": "中央公園",
    "説明": "屋台が出ます。",
}


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def chief(log_in):
    AgencyTypeFactory(code="care-service-office", label="介護サービス事業所")
    AgencyTypeFactory(code="other", label="その他")
    return log_in("publicity")


def as_csv(*rows, encoding="cp932"):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("file.csv", text.getvalue().encode(encoding))


def upload(client, *rows, **kwargs):
    """The import that comes of a file with these rows."""
    client.post(reverse("imports"), {"file": as_csv(*rows, **kwargs), "profile": ""})
    return OpenDataImport.objects.first()


def press(client, step, one):
    response = client.post(reverse(f"import_{step}", args=(one.pk,)), follow=True)
    one.refresh_from_db()
    return response


def taken_over(client, *rows):
    one = upload(client, *rows)
    press(client, "apply", one)
    return one


def test_the_check_finds_out_kind_and_encoding_and_writes_nothing(client, chief):
    one = upload(client, CARE, OTHER | {"事業所名": ""})

    screen = client.get(reverse("import", args=(one.pk,)), {"show": "rejected"}).content.decode()

    assert (one.profile, one.encoding, one.state) == ("kaigo", "cp932", ImportState.CHECKED)
    assert (one.rows_total, one.added, one.rejected) == (2, 1, 1)
    assert Agency.objects.count() == 0
    assert "Shift_JIS" in screen
    assert "「事業所名」" in screen
    assert "必須の欄が空です。この行は取り込みませんでした。" in screen
    assert "3行目" in screen


def test_what_changes_is_shown_field_by_field(client, chief):
    taken_over(client, CARE)

    one = upload(client, CARE | {"電話番号": "0999-01-9999"}, encoding="utf-8")

    assert [row.changes for row in one.rows.all()] == [[["電話番号", "0999-01-2345", "0999-01-9999"]]]
    assert "<del>0999-01-2345</del>" in client.get(reverse("import", args=(one.pk,))).content.decode()


def test_it_is_taken_over_as_the_preview_said_and_the_file_is_gone(client, chief):
    one = taken_over(client, CARE, OTHER)

    assert (one.state, one.content) == (ImportState.APPLIED, None)
    assert Agency.objects.count() == 2
    assert [entry.action for entry in ModelLogEntry.objects.for_instance(one).order_by("pk")] == [
        "core.import_uploaded",
        "core.import_applied",
    ]


def test_where_the_route_of_the_town_binds_somebody_else_takes_it_over(client, chief, groups):
    route(None, {"people": [chief]})
    one = upload(client, CARE)

    shown = client.get(reverse("import", args=(one.pk,))).content.decode()
    refused = press(client, "apply", one).content.decode()
    client.force_login(staff(groups, "publicity"))
    before = one.state
    press(client, "apply", one)

    assert reverse("import_apply", args=(one.pk,)) not in shown
    assert "別の職員が読んで" in shown
    assert "別の職員が読んで" in refused
    assert (before, one.state) == (ImportState.CHECKED, ImportState.APPLIED)


def test_an_import_is_undone_as_if_it_had_never_been(client, chief):
    taken_over(client, CARE)
    before = Agency.objects.values("name", "phone", "source_digest").get()
    one = taken_over(client, CARE | {"電話番号": "0999-01-9999"}, OTHER)

    press(client, "undo", one)

    assert (one.state, one.kept) == (ImportState.UNDONE, [])
    assert Agency.objects.values("name", "phone", "source_digest").get() == before


def test_what_somebody_has_worked_on_since_is_kept_and_named(client, chief):
    taken_over(client, CARE)
    one = taken_over(client, CARE | {"電話番号": "0999-01-9999"}, OTHER)
    Agency.objects.filter(name=CARE["事業所名"]).update(phone="0999-01-0000")
    Agency.objects.get(name=OTHER["事業所名"]).save_revision()

    response = press(client, "undo", one)

    assert sorted(one.kept) == sorted(
        [
            [CARE["事業所名"], "そのあとで、だれかが直しています"],
            [OTHER["事業所名"], "そのあとで、だれかが直しています"],
        ]
    )
    assert Agency.objects.get(name=CARE["事業所名"]).phone == "0999-01-0000"
    assert OTHER["事業所名"] in response.content.decode()


def test_events_are_taken_over_changed_and_undone_too(client, chief):
    event_index()
    first = taken_over(client, HAPPENING)
    second = taken_over(client, HAPPENING | {"開始日": "2026/12/6", "場所名称": "川上公園"})
    moved = [str(one.starts_at.astimezone().date()) for one in EventPage.objects.get().occurrences.all()]

    press(client, "undo", second)
    back = EventPage.objects.get()
    dates = [str(one.date) for one in back.dates.all()]
    press(client, "undo", first)

    assert moved == ["2026-12-06"]
    assert (back.venue_name, dates) == ("中央公園", ["2026-12-05"])
    assert first.kept == []
    assert EventPage.objects.count() == 0


def test_what_is_no_longer_what_the_preview_showed_is_not_taken_over(client, chief):
    taken_over(client, CARE)
    one = upload(client, CARE | {"電話番号": "0999-01-9999"})
    Agency.objects.update(phone="0999-01-7777")

    press(client, "apply", one)

    assert one.state == ImportState.CHECKED
    assert one.message == WhyNotImported.CHANGED.label
    assert [row.changes for row in one.rows.all()] == [[["電話番号", "0999-01-7777", "0999-01-9999"]]]
    assert Agency.objects.get().phone == "0999-01-7777"


def test_an_import_that_breaks_in_the_middle_leaves_nothing(client, chief, monkeypatch):
    one = upload(client, CARE)
    monkeypatch.setattr(working, "_keep_rows", lambda *_: 1 / 0)
    client.raise_request_exception = False

    client.post(reverse("import_apply", args=(one.pk,)))

    one.refresh_from_db()
    assert Agency.objects.count() == 0
    assert (one.state, bool(one.content)) == (ImportState.CHECKED, True)


def test_only_one_import_writes_at_a_time(client, chief):
    first, second = upload(client, CARE), upload(client, OTHER)
    working.begin_taking_over(one=first, by=chief, now=NOW)

    with pytest.raises(ImportRefused) as refused:
        working.begin_taking_over(one=second, by=chief, now=NOW)

    assert refused.value.reason == WhyNotImported.BUSY


def test_pressing_twice_takes_over_once(client, chief):
    one = taken_over(client, CARE)

    press(client, "apply", one)

    assert (one.state, Agency.objects.count()) == (ImportState.APPLIED, 1)


def test_a_large_file_waits_for_the_worker_and_says_how_far_it_is(client, chief, monkeypatch):
    monkeypatch.setattr(working, "is_small", lambda _one: False)
    monkeypatch.setattr(type(working.check_later), "enqueue", lambda *_: None)

    one = upload(client, CARE)
    waiting = client.get(reverse("import", args=(one.pk,)))
    working.check(one.pk)
    ready = client.get(reverse("import", args=(one.pk,)))

    assert (waiting.headers["Refresh"], b"<progress" in waiting.content) == ("3", True)
    assert "Refresh" not in ready.headers


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空です"),
        (b"a,b\r\n1,2\r\n", "どのデータ形式の見出しとも合いません"),
        (b"%PDF-1.7", "PDFファイルです"),
        ("事業所名,サービスの種類,事業所番号\r\n".encode(), "データの行がありません"),
    ],
)
def test_a_file_that_cannot_be_used_says_why_and_is_not_kept(client, chief, content, words):
    response = client.post(reverse("imports"), {"file": SimpleUploadedFile("x.csv", content), "profile": ""})

    assert words in response.content.decode()
    assert OpenDataImport.objects.count() == 0


def test_limits_of_size_and_rows_are_said_with_a_way_out(client, chief, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_ROWS", dict.fromkeys(receiving.MOST_ROWS, 1))
    rows = client.post(reverse("imports"), {"file": as_csv(CARE, OTHER), "profile": ""}).content.decode()
    monkeypatch.setattr(receiving, "MOST_MEGABYTES", 0)
    size = client.post(reverse("imports"), {"file": as_csv(CARE), "profile": ""}).content.decode()

    assert "1行まで" in rows
    assert "0MBまで" in size
    assert OpenDataImport.objects.count() == 0


def test_a_file_that_nobody_takes_over_goes_at_once_or_after_a_day(client, chief):
    given_up, forgotten = upload(client, CARE), upload(client, OTHER)

    press(client, "drop", given_up)
    tidy(timezone.now() + timedelta(hours=25))

    forgotten.refresh_from_db()
    assert [(one.state, one.content) for one in (given_up, forgotten)] == [(ImportState.DROPPED, None)] * 2


def test_a_step_that_died_with_its_process_can_be_pressed_again(client, chief):
    one = upload(client, CARE)
    working.begin_taking_over(one=one, by=chief, now=timezone.now())

    tidy(timezone.now() + timedelta(hours=1))
    press(client, "apply", one)

    assert (one.state, Agency.objects.count()) == (ImportState.APPLIED, 1)


def test_problems_are_had_as_a_table(client, chief):
    one = upload(client, CARE, OTHER | {"事業所名": ""})

    lines = client.get(reverse("import_problems", args=(one.pk,))).content.decode("utf-8-sig").splitlines()

    assert lines[0] == "行,列,値,理由,扱い"
    assert lines[1].startswith("3,事業所名,")


@pytest.mark.parametrize("role", ["editor", "approver", "organisation"])
def test_others_do_not_import(client, log_in, role):
    log_in(role)
    one = OpenDataImport.objects.create(file_name="x", profile="kaigo", made_at=NOW, touched_at=NOW)

    answers = [client.get(reverse("imports")), client.get(reverse("import", args=(one.pk,)))]
    answers += [client.post(reverse(f"import_{step}", args=(one.pk,))) for step in ("apply", "drop", "undo")]

    assert {response.status_code for response in answers} == {302}
    assert {response.url for response in answers} == {"/cms/"}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_preview_costs_the_same_however_many_rows(client, chief, how_many, django_assert_num_queries):
    rows = [CARE | {"事業所番号": f"99700001{number}", "事業所名": f"事業所{number}"} for number in range(how_many)]
    one = upload(client, *rows)
    client.get(reverse("import", args=(one.pk,)))

    with django_assert_num_queries(14):
        client.get(reverse("import", args=(one.pk,)))
