"""One file in, all of it or nothing; the numbers always add up."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.models import Section
from portal.core.open_data import registry
from portal.core.open_data.importing import import_file
from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.profile import Kind, load_profile
from portal.core.open_data.reasons import CellReason, FileReason, Handling
from portal.core.open_data.registry import Outcome, Written

FACILITIES = load_profile("recommended-facilities")
HEADER = "都道府県コード又は市区町村コード,NO,名称,住所,電話番号\n"

pytestmark = pytest.mark.django_db


class Shelf:
    """A writer that keeps rows by key, and one table to see whether a transaction held."""

    kept: dict

    def __init__(self, profile):
        self.profile = profile

    def write(self, rows):
        return [self._write(row) for row in rows]

    def _write(self, row):
        if row.name == "停電":
            raise RuntimeError("the lights went out")
        known = self.kept.get(row.source_id)
        self.kept[row.source_id] = row.digest
        Section.objects.get_or_create(code=f"s{len(self.kept)}", defaults={"name": row.name})
        if known is None:
            return Written(Outcome.ADDED)
        return Written(Outcome.UNCHANGED if known == row.digest else Outcome.UPDATED)

    def finish(self):
        pass


@pytest.fixture
def shelf(monkeypatch):
    kept = {}
    monkeypatch.setitem(registry._writers, Kind.FACILITY, type("OneShelf", (Shelf,), {"kept": kept}))
    return kept


def written(tmp_path, text, encoding="utf-8-sig"):
    file = tmp_path / "file.csv"
    file.write_bytes(text.encode(encoding, errors="replace"))
    return file


def test_every_row_is_counted_once(tmp_path, shelf):
    problems = []
    rows = "131016,1,あ館,桜台,0999-01-0001\n131016,1,あ館,桜台,0999-01-0001\n131016,2,,,\n131016,3,い館,桜台,非公開\n"

    result = import_file(FACILITIES, written(tmp_path, HEADER + rows), report=problems.append)

    assert result.as_dict() == {"rows": 4, "added": 2, "updated": 0, "unchanged": 1, "rejected": 1}
    assert [(problem.line, problem.handling) for problem in problems] == [
        (3, Handling.ONCE),
        (4, Handling.REJECTED),
        (5, Handling.LEFT_OUT),
    ]


def test_a_second_run_changes_nothing(tmp_path, shelf):
    file = written(tmp_path, HEADER + "131016,1,あ館,桜台,\n131016,2,い館,桜台,\n")
    import_file(FACILITIES, file)

    assert import_file(FACILITIES, file).as_dict() == {
        "rows": 2,
        "added": 0,
        "updated": 0,
        "unchanged": 2,
        "rejected": 0,
    }


def test_an_import_that_dies_half_way_leaves_the_database_as_it_was(tmp_path, shelf):
    file = written(tmp_path, HEADER + "131016,1,あ館,,\n131016,2,停電,,\n")

    with pytest.raises(RuntimeError):
        import_file(FACILITIES, file)

    assert Section.objects.count() == 0


def test_a_quotation_that_never_ends_leaves_the_database_as_it_was(tmp_path, shelf):
    good = "".join(f"131016,{number},館{number},,\n" for number in range(600))
    file = written(tmp_path, HEADER + good + '131016,601,"館,,\n続き\n')

    with pytest.raises(UnreadableFile):
        import_file(FACILITIES, file)

    assert Section.objects.count() == 0


def test_a_dry_run_does_everything_and_takes_it_back(tmp_path, shelf):
    result = import_file(FACILITIES, written(tmp_path, HEADER + "131016,1,あ館,,\n"), dry_run=True)

    assert result.as_dict()["added"] == 1
    assert Section.objects.count() == 0


def test_a_file_with_a_header_alone_is_refused(tmp_path, shelf):
    with pytest.raises(UnreadableFile) as refused:
        import_file(FACILITIES, written(tmp_path, HEADER))

    assert refused.value.reason == FileReason.NO_ROWS


CELL = st.one_of(
    st.sampled_from(
        ["", "あ館", "い館", "1", "2", "131016", "１３１０１", "0999-01-2345", "なし", '"', "改\n行", "a,b", "#"]
    ),
    st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8),
)


def quoted(cells):
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, min_size=3, max_size=6), min_size=1, max_size=12))
def test_rows_are_the_sum_of_what_became_of_them_whatever_the_file_holds(tmp_path, shelf, rows):
    shelf.clear()
    file = written(tmp_path, HEADER + "131016,0,はじめの館,,\n" + "\n".join(map(quoted, rows)) + "\n")
    problems = []

    first = import_file(FACILITIES, file, report=problems.append).as_dict()
    second = import_file(FACILITIES, file).as_dict()

    rejected = [problem for problem in problems if problem.rejects]
    assert first["rows"] == first["added"] + first["updated"] + first["unchanged"] + first["rejected"]
    assert len(rejected) == first["rejected"]
    assert second == {**first, "added": 0, "updated": 0, "unchanged": first["rows"] - first["rejected"]}


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "utf-16", "utf-16-le", "euc_jp"])
def test_the_same_file_in_another_encoding_is_unchanged(tmp_path, shelf, encoding):
    text = HEADER + "".join(f"131016,{number},桜台第{number}集会所,澄野町桜台,\n" for number in range(5))
    import_file(FACILITIES, written(tmp_path, text))

    assert import_file(FACILITIES, written(tmp_path, text, encoding)).as_dict()["unchanged"] == 5


def test_a_quotation_that_never_ends_costs_its_own_row_alone(tmp_path, shelf):
    problems = []
    rows = '131016,1,あ館,,\n131016,2,"い館,,\n131016,3,"う館",,\n131016,4,え館,,\n'

    result = import_file(FACILITIES, written(tmp_path, HEADER + rows), report=problems.append)

    assert result.as_dict() == {"rows": 4, "added": 3, "updated": 0, "unchanged": 0, "rejected": 1}
    assert [(problem.line, problem.reason) for problem in problems] == [(3, CellReason.OPEN_QUOTE)]


def test_a_cell_without_end_costs_its_own_row_alone(tmp_path, shelf):
    rows = f"131016,1,あ館,,\n131016,2,{'い' * 1_000_001},,\n131016,3,う館,,\n"

    result = import_file(FACILITIES, written(tmp_path, HEADER + rows))

    assert result.as_dict() == {"rows": 3, "added": 2, "updated": 0, "unchanged": 0, "rejected": 1}


def test_a_row_without_a_name_is_quoted_so_that_the_clerk_finds_it(tmp_path, shelf):
    problems = []

    import_file(FACILITIES, written(tmp_path, HEADER + "131016,1,あ館,,\n※令和8年4月現在\n"), report=problems.append)

    assert problems[-1].value == "※令和8年4月現在"


def test_two_towns_that_leave_out_their_code_do_not_overwrite_each_other(tmp_path, shelf):
    import_file(FACILITIES, written(tmp_path, "NO,市区町村名,名称\n1,澄野町,あ館\n"))
    import_file(FACILITIES, written(tmp_path, "NO,名称\n1,う館\n"))

    assert import_file(FACILITIES, written(tmp_path, "NO,市区町村名,名称\n1,隣町,い館\n")).as_dict()["added"] == 1
    assert import_file(FACILITIES, written(tmp_path, "NO,名称\n1,え館\n")).as_dict()["added"] == 1
    assert len(shelf) == 4
