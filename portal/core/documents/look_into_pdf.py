"""A program of its own: says "text" or "none" of the PDF on its standard input, or nothing.

It runs apart from the portal (see text_inside.py), because a PDF may be made to take all time and memory there is.
"""

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, StreamObject, TextStringObject

SECONDS: Final = 5
MEMORY: Final = 768 * 1024 * 1024  # bytes
PAGES: Final = 20
HEAD: Final = 1024  # bytes; readers look for the first word of a PDF so far
# A number that a scanner stamps on its picture is not yet words.
LEAST: Final = 10  # characters
_DEEPEST: Final = 4
_SHOW: Final = frozenset({b"Tj", b"TJ", b"'", b'"'})
_BLANK: Final = b" \t\r\n\x00"


def say(file: BinaryIO) -> str:
    """ "text" when the first pages hold words, text recognised behind a picture among them, else "none".

    Raises whatever pypdf raises for a file that is broken or locked by a password.
    """
    if b"%PDF-" not in file.read(HEAD):
        raise ValueError("no PDF")
    shown = 0
    for page in _first_pages(PdfReader(file)):
        for words in _shown_on(page):
            shown += words
            if shown >= LEAST:
                return "text"
    return "none"


def _first_pages(reader: PdfReader) -> list[PageObject]:
    pages = [reader.pages[number] for number in range(min(PAGES, len(reader.pages)))]
    if not pages:
        raise ValueError("no pages")
    return pages


def _shown_on(page: PageObject) -> Iterator[int]:
    contents = page.get_contents()
    if contents is not None:
        yield from _shown_in(contents, page.get("/Resources"), 0)


def _shown_in(contents: ContentStream, resources: Any, depth: int) -> Iterator[int]:
    """How many characters each operator shows; forms drawn from here count, pictures do not."""
    for operands, operator in contents.operations:
        if operator in _SHOW:
            yield _length(operands)
        elif operator == b"Do" and operands and depth < _DEEPEST:
            drawn = _drawn(resources, operands[0])
            if isinstance(drawn, StreamObject) and drawn.get("/Subtype") == "/Form":
                inside = ContentStream(drawn, None)
                yield from _shown_in(inside, drawn.get("/Resources", resources), depth + 1)


def _drawn(resources: Any, name: Any) -> Any:
    found = resources.get_object().get("/XObject") if resources is not None else None
    drawn = found.get_object().get(name) if found is not None else None
    return drawn.get_object() if drawn is not None else None


def _length(operand: Any) -> int:
    """Of the strings shown, however deep; spaces alone are no words."""
    if isinstance(operand, TextStringObject):
        return len(operand.strip())
    if isinstance(operand, bytes):
        return len(operand.strip(_BLANK))
    return sum(map(_length, operand)) if isinstance(operand, list) else 0


def bind() -> None:
    """Let the system end this program when it takes too much."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 -- not on every system

        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    logging.disable()  # what pypdf finds odd concerns nobody
    bind()
    sys.stdout.write(say(sys.stdin.buffer))
