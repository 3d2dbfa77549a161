"""From the bytes of a file to lines of named cells."""

import pytest

from portal.core.open_data.problems import BadCell, UnreadableFile
from portal.core.open_data.profile import load_profile
from portal.core.open_data.reading import open_table
from portal.core.open_data.reasons import CellReason, FileReason

FACILITIES = load_profile("recommended-facilities")
HEADER = "NO,名称,住所,電話番号"


def table_of(tmp_path, text, *, profile=FACILITIES, encoding="utf-8"):
    file = tmp_path / "file.csv"
    file.write_bytes(text.encode(encoding))
    return open_table(file, profile)


def read(table):
    return [(row.line, table.cells_of(row)) for row in table.lines()]


def test_cells_are_named_whatever_the_order_of_the_columns(tmp_path):
    table = table_of(tmp_path, "電話番号,名称,NO\n0999-01-0001,中央公民館,7\n")

    assert read(table) == [(2, {"phone": "0999-01-0001", "name": "中央公民館", "no": "7"})]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_divides_rows(tmp_path, newline):
    table = table_of(tmp_path, newline.join([HEADER, "1,あ館,,", "2,い館,,", ""]))

    assert [(line, cells["name"]) for line, cells in read(table)] == [(2, "あ館"), (3, "い館")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_usual_delimiter_divides_cells(tmp_path, delimiter):
    table = table_of(tmp_path, f"{HEADER}\n1,あ館,桜台,\n".replace(",", delimiter))

    assert table.delimiter == delimiter
    assert read(table) == [(2, {"no": "1", "name": "あ館", "address": "桜台", "phone": ""})]


def test_a_line_break_inside_quotes_belongs_to_the_cell_and_lines_stay_those_of_the_file(tmp_path):
    table = table_of(tmp_path, f'{HEADER}\n1,あ館,"桜台\n1-2",\n2,い館,,\n')

    assert [(line, cells["address"]) for line, cells in read(table)] == [(2, "桜台\n1-2"), (4, "")]


def test_metadata_lines_before_the_data_are_passed_over(tmp_path):
    text = "#LINK,,\n#lang,ja,\n#property,name,address\n#object_type_xsd,string,string\n1,あ館,桜台\n"

    assert read(table_of(tmp_path, text)) == [(5, {"name": "あ館", "address": "桜台"})]


def test_a_title_above_the_header_is_passed_over(tmp_path):
    table = table_of(tmp_path, f"令和8年度 公共施設一覧,,,\n\n{HEADER}\n1,あ館,,\n")

    assert table.header.line == 3
    assert [cells["name"] for _, cells in read(table)] == ["あ館"]


def test_empty_rows_and_repeated_headers_are_no_rows(tmp_path):
    table = table_of(tmp_path, f"{HEADER}\n1,あ館,,\n,,,\n\n　, ,,\n{HEADER}\n2,い館,,\n")

    assert [line for line, _ in read(table)] == [2, 7]


def test_a_column_that_the_profile_does_not_know_is_named(tmp_path):
    table = table_of(tmp_path, f"{HEADER},庁内メモ\n1,あ館,,,内緒\n")

    assert table.ignored == ("庁内メモ",)


def test_a_file_without_a_required_column_is_refused_and_the_column_named(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        table_of(tmp_path, "NO,住所\n1,桜台\n")

    assert refused.value.reason == FileReason.MISSING_COLUMNS
    assert "名称" in str(refused.value)


def test_a_quotation_that_never_ends_is_refused_with_its_line(tmp_path):
    table = table_of(tmp_path, f'{HEADER}\n1,あ館,,\n2,"い館,,\nう館\n')

    with pytest.raises(UnreadableFile) as refused:
        read(table)

    assert refused.value.reason == FileReason.OPEN_QUOTE
    assert str(refused.value).startswith("3行目")


def test_a_row_with_more_cells_than_columns_is_bad_because_its_cells_have_slipped(tmp_path):
    table = table_of(tmp_path, f"{HEADER}\n1,あ館,桜台1,2番地,0999-01-0001\n")
    (row,) = table.lines()

    with pytest.raises(BadCell) as refused:
        table.cells_of(row)

    assert refused.value.reason == CellReason.TOO_MANY_CELLS


def test_a_short_row_is_filled_up(tmp_path):
    table = table_of(tmp_path, f"{HEADER}\n1,あ館\n")
    (row,) = table.lines()

    assert table.is_short(row) is True
    assert table.cells_of(row) == {"no": "1", "name": "あ館", "address": "", "phone": ""}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be", "euc_jp"])
def test_every_encoding_gives_the_same_rows(tmp_path, encoding):
    text = f"{HEADER}\r\n" + "".join(
        f"{number},桜台第{number}集会所,澄野町桜台,0999-01-0001\r\n" for number in range(9)
    )

    table = table_of(tmp_path, text, encoding=encoding)

    assert read(table) == read(table_of(tmp_path, text))


def test_a_bare_hash_in_the_data_is_data(tmp_path):
    table = table_of(tmp_path, f"{HEADER}\n1,あ館,,\n#2,い館,,\n")

    assert [cells["name"] for _, cells in read(table)] == ["あ館", "い館"]


def test_the_official_name_of_a_column_goes_before_another_one(tmp_path):
    table = table_of(tmp_path, "番号,施設名,名称,NO\n庁内7,あ,あ館,1\n")

    assert read(table) == [(2, {"name": "あ館", "no": "1"})]
    assert table.ignored == ("番号", "施設名")


def cut_short(text):
    return f'{HEADER}\n1,あ館,,\n2,"い館,桜台' + text


@pytest.mark.parametrize("text", ["", "\n", ",,"])
def test_a_file_cut_off_inside_a_quotation_loses_its_last_row(tmp_path, text):
    *_, last = (table := table_of(tmp_path, cut_short(text))).lines()

    with pytest.raises(BadCell) as refused:
        table.cells_of(last)

    assert (last.line, refused.value.reason) == (3, CellReason.OPEN_QUOTE)


def test_swallowed_rows_are_read_although_a_later_quotation_closes_the_first(tmp_path):
    table = table_of(tmp_path, f'{HEADER}\n1,"あ館,,\n2,"い館",,\n3,う館,,\n')

    assert [(row.line, row.fault) for row in table.lines()] == [(2, CellReason.OPEN_QUOTE), (3, None), (4, None)]


def test_a_list_with_commas_inside_a_closed_quotation_is_one_cell(tmp_path):
    table = table_of(tmp_path, f'{HEADER}\n1,あ館,"a,b,c,d\ne,f,g,h\n",\n2,い館,,\n')

    assert [(row.line, row.fault) for row in table.lines()] == [(2, None), (5, None)]


def test_a_mark_of_inches_is_no_quotation(tmp_path):
    table = table_of(tmp_path, f'{HEADER}\n1,あ館,高さ5"まで,\n2,い館,"桜台\n1",\n')

    assert [cells["name"] for _, cells in read(table)] == ["あ館", "い館"]


def test_nul_bytes_and_the_end_mark_of_old_systems_are_passed_over(tmp_path):
    table = table_of(tmp_path, f"{HEADER}\n1,あ\x00館,桜台,0999-01-0001\n\x1a")

    assert read(table) == [(2, {"no": "1", "name": "あ館", "address": "桜台", "phone": "0999-01-0001"})]
