"""`manage.py import_open_data` as a clerk or a timer runs it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection

from portal.core.open_data import registry
from portal.core.open_data.profile import Kind
from resources.models import Base
from tests.factories.resources import BaseTypeFactory

pytestmark = pytest.mark.django_db

HEADER = "NO,名称,住所,電話番号\n"


@pytest.fixture(autouse=True)
def other():
    return BaseTypeFactory(code="other")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "shisetsu.csv"
    path.write_text(HEADER + "1,桜台会館,桜台1-2,非公開\n2,,桜台3,\n", encoding="cp932")
    return path


def run(*args):
    out = StringIO()
    call_command("import_open_data", *map(str, args), stdout=out)
    return out.getvalue().splitlines()


def test_the_last_line_says_what_became_of_the_rows(file):
    lines = run("recommended-facilities", file)

    assert lines[-1] == "読み込んだ行：2、追加：1、更新：0、変更なし：0、取り込めなかった行：1"
    assert Base.objects.get().name == "桜台会館"


def test_each_problem_is_told_with_line_column_and_reason(file):
    lines = run("recommended-facilities", file)

    assert "3行目「名称」（2、桜台3）：必須の欄が空です。この行は取り込みませんでした。" in lines
    assert "2行目「電話番号」（非公開）：電話番号の数字がありません。この欄を空にして取り込みました。" in lines


def test_json_is_five_numbers_and_nothing_else(file):
    (line,) = run("recommended-facilities", file, "--json")

    assert json.loads(line) == {"rows": 2, "added": 1, "updated": 0, "unchanged": 0, "rejected": 1}


def test_a_dry_run_imports_nothing(file):
    lines = run("recommended-facilities", file, "--dry-run")

    assert "確かめただけで、何も取り込んでいません。" in lines
    assert Base.objects.count() == 0


def test_the_report_lists_every_problem(file, tmp_path):
    run("recommended-facilities", file, "--json", "--report", tmp_path / "report.csv")

    lines = (tmp_path / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "行,列,値,理由,扱い",
        "2,電話番号,非公開,電話番号の数字がありません。,この欄を空にして取り込みました",
        "3,名称,2、桜台3,必須の欄が空です。,この行は取り込みませんでした",
    ]


def test_a_profile_in_trial_says_so(file):
    assert "このデータ形式は試験的なものです。結果をよく確かめてください。" in run("recommended-facilities", file)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("nothing.csv", None, "nothing.csvを読み込めません。ファイルが見つかりません。場所と名前を確かめてください。"),
        ("empty.csv", b"", "empty.csvを読み込めません。ファイルが空です。"),
        (
            "book.xlsx",
            b"PK\x03\x04 xl/",
            "book.xlsxを読み込めません。Excelのファイルです。「CSV（コンマ区切り）」で保存し直してから取り込んでください。",
        ),
        (
            "other.csv",
            "氏名,住所\n山田,桜台\n".encode(),
            "other.csvを読み込めません。このデータ形式の見出し行が見つかりません。足りない列：名称。",
        ),
    ],
)
def test_a_file_that_cannot_be_read_ends_the_command_with_one_sentence(tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)

    with pytest.raises(CommandError) as refused:
        run("recommended-facilities", tmp_path / name)

    assert str(refused.value) == sentence


def test_an_unknown_profile_is_answered_with_those_that_exist(file):
    with pytest.raises(CommandError) as refused:
        run("kaigoo", file)

    assert "使えるデータ形式：base-registry-events、kaigo、" in str(refused.value)


def test_a_report_that_cannot_be_written_stops_before_anything_is_imported(file, tmp_path):
    with pytest.raises(CommandError):
        run("recommended-facilities", file, "--report", tmp_path / "nowhere" / "report.csv")

    assert Base.objects.count() == 0


def test_the_report_never_overwrites_the_file_it_is_about(file):
    before = file.read_bytes()

    with pytest.raises(CommandError) as refused:
        run("recommended-facilities", file, "--report", file)

    assert str(refused.value) == "報告ファイルが取り込むファイルと同じです。別の名前にしてください。"
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (OperationalError("database is locked"), "ほかの取り込みや保存と重なったため、何も取り込んでいません。"),
        (IntegrityError("UNIQUE constraint failed"), "ほかの取り込みや保存と重なったため、何も取り込んでいません。"),
        (OperationalError("no such table: resources_base"), "データベースの準備ができていません。"),
        (OperationalError("disk I/O error"), "データベースに書き込めないため、何も取り込んでいません"),
        (KeyboardInterrupt(), "途中で止めました。何も取り込んでいません。"),
    ],
)
def test_whatever_stops_an_import_is_told_in_one_sentence(file, monkeypatch, error, sentence):
    def stop(profile):
        raise error

    monkeypatch.setitem(registry._writers, Kind.FACILITY, stop)

    with pytest.raises(CommandError) as refused:
        run("recommended-facilities", file)

    assert str(refused.value).startswith(sentence)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL waits by itself")
def test_an_import_waits_for_another_one(file):
    run("recommended-facilities", file)

    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (900_000,)
        cursor.execute("PRAGMA busy_timeout = 20000")
