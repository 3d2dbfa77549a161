"""Which encoding a file is written in, and whether it is text at all."""

import pytest

from portal.core.open_data.encodings import MAX_BYTES, encoding_of
from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.reasons import FileReason

TEXT = "名称,住所\r\n髙橋デイサービス①,澄野町桜台1-2\r\n" * 20


@pytest.mark.parametrize(
    ("written_as", "read_as"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp932", "cp932"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
    ],
)
def test_the_encoding_of_a_file_is_found(tmp_path, written_as, read_as):
    file = tmp_path / "file.csv"
    file.write_bytes(TEXT.encode(written_as))

    assert encoding_of(file) == read_as


@pytest.mark.parametrize("encoding", ["euc_jp", "iso2022_jp"])
def test_old_encodings_of_unix_and_mail_are_found(tmp_path, encoding):
    file = tmp_path / "file.csv"
    file.write_bytes(("名称,住所\r\nひまわり作業所,澄野町桜台\r\n" * 20).encode(encoding))

    found = encoding_of(file)

    assert file.read_text(encoding=found).startswith("名称,住所\nひまわり作業所,澄野町桜台")


def test_a_single_spoilt_character_does_not_spoil_the_file(tmp_path):
    file = tmp_path / "file.csv"
    file.write_bytes(TEXT.encode() * 5 + b"\xe3\x81")

    assert encoding_of(file) == "utf-8"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", FileReason.EMPTY),
        (b" \r\n\r\n", "a.csv", FileReason.EMPTY),
        (b"PK\x03\x04" + b"x" * 50, "a.xlsx", FileReason.EXCEL),
        (b"PK\x03\x04" + b"[Content_Types].xml xl/workbook.xml", "a.csv", FileReason.EXCEL),
        (b"PK\x03\x04" + b"x" * 50, "a.zip", FileReason.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 50, "a.xls", FileReason.EXCEL),
        (b"%PDF-1.7", "a.csv", FileReason.PDF),
        (b"<!DOCTYPE html><html>", "a.csv", FileReason.WEB_PAGE),
        ("名称,住所\nあ\0い,\0\0う\n".encode(), "a.csv", FileReason.BINARY),
        (bytes(range(1, 256)) * 40, "a.csv", FileReason.UNKNOWN_ENCODING),
    ],
)
def test_what_is_no_csv_is_refused_in_one_sentence(tmp_path, content, name, reason):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(UnreadableFile) as refused:
        encoding_of(file)

    assert refused.value.reason == reason
    assert str(refused.value).count("\n") == 0


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        encoding_of(tmp_path / "nothing.csv")

    assert refused.value.reason == FileReason.MISSING


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnreadableFile) as refused:
        encoding_of(tmp_path)

    assert refused.value.reason == FileReason.NOT_A_FILE


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.csv"
    with file.open("wb") as huge:
        huge.write(b"name\n")
        huge.truncate(MAX_BYTES + 1)

    with pytest.raises(UnreadableFile) as refused:
        encoding_of(file)

    assert refused.value.reason == FileReason.TOO_LARGE
