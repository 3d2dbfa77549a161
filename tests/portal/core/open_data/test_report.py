"""The report of an import as a CSV for a spreadsheet."""

from portal.core.open_data.problems import Problem
from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.report import report_file


def test_the_report_opens_in_a_spreadsheet_of_a_japanese_office(tmp_path):
    file = tmp_path / "report.csv"

    with report_file(file) as write:
        write(Problem(3, "電話番号", "非公開", CellReason.NOT_A_PHONE, Handling.LEFT_OUT))

    assert (
        file.read_bytes()
        == (
            "\ufeff行,列,値,理由,扱い\r\n3,電話番号,非公開,電話番号の桁数が合いません。,この欄を空にして取り込みました\r\n"
        ).encode()
    )


def test_a_value_is_never_run_as_a_formula(tmp_path):
    file = tmp_path / "report.csv"

    with report_file(file) as write:
        write(Problem(3, "備考", "=1+1", CellReason.TOO_LONG, Handling.REPAIRED))

    assert "'=1+1" in file.read_text(encoding="utf-8-sig")


def test_a_long_value_is_quoted_in_part(tmp_path):
    problem = Problem(3, "備考", "あ\n" * 500, CellReason.TOO_LONG, Handling.REPAIRED)

    assert len(problem.shown_value) == 201
    assert "\n" not in problem.shown_value
