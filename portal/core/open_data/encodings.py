"""Which encoding a file is written in, and whether it is text at all."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from portal.core.open_data.problems import UnreadableFile
from portal.core.open_data.reasons import FileReason

MAX_BYTES: Final = 100 * 1024 * 1024
_CHUNK: Final = 1 << 18
_BROKEN_SHARE: Final = 0.002
"""Share of unreadable characters up to which a file counts as text with a few spoilt cells."""

_NUL_SHARE: Final = 0.02
"""Share of NUL bytes from which they are half a letter of UTF-16, and no longer dirt in a text."""
_NOTHING: Final = codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + b"\x00 \t\r\n\x0b\x0c\x1a"

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN: Final = (
    (b"PK\x03\x04", FileReason.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileReason.EXCEL),
    (b"%PDF", FileReason.PDF),
    (b"\x1f\x8b", FileReason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileReason.ARCHIVE),
)


def encoding_of(path: Path) -> str:
    """The codec that reads the whole file, by its byte-order mark or by trying the ones in use in Japan.

    Raises UnreadableFile when the file is absent, empty, too large or not text.
    """
    head = _first_bytes(path)
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return _only_if_it_reads(path, encoding)
    _refuse_what_is_not_text(path, head)
    if head.count(0) > len(head) * _NUL_SHARE:
        return _utf16_without_mark(path, head)
    if b"\x1b$" in head and _unreadable_share(path, "iso2022_jp_ext") == 0:
        return "iso2022_jp_ext"
    return _by_trying(path, FileReason.BINARY if b"\x00" in head else FileReason.UNKNOWN_ENCODING)


def _first_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableFile(FileReason.NOT_A_FILE)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_CHUNK)
    except FileNotFoundError as error:
        raise UnreadableFile(FileReason.MISSING) from error
    except PermissionError as error:
        raise UnreadableFile(FileReason.NOT_ALLOWED) from error
    except (OSError, ValueError) as error:
        raise UnreadableFile(FileReason.MISSING) from error
    if not head.strip(_NOTHING):
        raise UnreadableFile(FileReason.EMPTY)
    if size > MAX_BYTES:
        raise UnreadableFile(FileReason.TOO_LARGE)
    return head


def _refuse_what_is_not_text(path: Path, head: bytes) -> None:
    for magic, reason in _FOREIGN:
        if head.startswith(magic):
            is_excel = path.suffix.lower() in {".xlsx", ".xlsm", ".ods"} or b"xl/" in head
            raise UnreadableFile(FileReason.EXCEL if is_excel else reason)
    if head.lstrip()[:15].lower().startswith((b"<!doctype", b"<html")):
        raise UnreadableFile(FileReason.WEB_PAGE)


def _utf16_without_mark(path: Path, head: bytes) -> str:
    """Commas and digits leave a NUL in every second byte, always on the same side."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) == 0 and len(head) % 2 == 0:
        return _only_if_it_reads(path, "utf-16-le" if odd else "utf-16-be")
    raise UnreadableFile(FileReason.BINARY)


def _only_if_it_reads(path: Path, encoding: str) -> str:
    share = _unreadable_share(path, encoding)
    if share > _BROKEN_SHARE:
        raise UnreadableFile(FileReason.UNKNOWN_ENCODING)
    return encoding


def _by_trying(path: Path, otherwise: FileReason) -> str:
    shares = {encoding: _unreadable_share(path, encoding) for encoding in ("utf-8", "cp932", "euc_jp")}
    if shares["utf-8"] == 0:
        return "utf-8"
    whole = [encoding for encoding, share in shares.items() if share == 0]
    if whole:
        return min(whole, key=lambda encoding: _half_width_kana_share(path, encoding))
    best = min(shares, key=lambda encoding: shares[encoding])
    if shares[best] > _BROKEN_SHARE:
        raise UnreadableFile(otherwise)
    return best


def _decoded(path: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _unreadable_share(path: Path, encoding: str) -> float:
    broken = total = 0
    for text in _decoded(path, encoding):
        total += len(text)
        broken += text.count("\ufffd")
    if not broken:
        return 0.0
    return broken / max(total, 1) if _strictly(path, encoding) is False else 0.0


def _strictly(path: Path, encoding: str) -> bool:
    """Whether every U+FFFD seen was really written in the file, not made by decoding."""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while file.read(_CHUNK):
                pass
    except UnicodeError:
        return False
    return True


def _half_width_kana_share(path: Path, encoding: str) -> float:
    """EUC-JP read as CP932 comes out as half-width kana; the true reading has next to none."""
    kana = total = 0
    for text in _decoded(path, encoding):
        total += len(text)
        kana += sum("\uff61" <= character <= "\uff9f" for character in text)
    return kana / max(total, 1)
