"""A PDF says whether it holds text; one made to do harm says nothing, soon."""

import subprocess
from io import BytesIO
from random import Random

import pytest
from django.conf import settings

from portal.core.documents import text_inside
from portal.core.documents.look_into_pdf import LEAST, PAGES, say
from portal.core.documents.text_inside import LARGEST, TextInside, look_inside
from tests.factories.pdfs import PICTURE, WORDS, pdf


def asked(content):
    return look_inside(BytesIO(content), len(content))


def test_a_typed_sheet_has_text():
    assert asked(pdf(WORDS)) == TextInside.TEXT


def test_a_picture_of_paper_has_none():
    assert asked(pdf()) == TextInside.NONE


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (pdf(PICTURE + b"BT 3 Tr <304230443046304830443051> Tj ET"), "text"),
        (pdf(b"BT [(Tai) -20 (so no) 5 (kyoshi)] TJ ET"), "text"),
        (pdf(b"(Taiso no) ' 1 2 (kyoshitsu) \""), "text"),
        (pdf(PICTURE + b"/F Do", form=WORDS), "text"),
        (pdf(b"/F Do", form=b"/F Do"), "none"),
        (pdf(PICTURE + b"(" + b"7" * (LEAST - 1) + b") Tj"), "none"),
        (pdf(PICTURE + b"(" + b" " * 40 + b") Tj"), "none"),
        (pdf(PICTURE, pages=2 * PAGES), "none"),
        (pdf(b"(7) Tj", pages=LEAST), "text"),
    ],
    ids=["recognised", "kerned", "lines", "form", "endless form", "number", "spaces", "many pages", "few on each"],
)
def test_what_counts_as_text(file, said):
    assert say(BytesIO(file)) == said


@pytest.mark.parametrize(
    "file",
    [
        pdf(WORDS, password="himitsu"),
        pdf(WORDS)[:300],
        Random(1).randbytes(10 * 1024 * 1024),
        b"%PDF-1.7\n" + Random(1).randbytes(1024 * 1024),
        pdf(b"0 0 m 1 1 l " * 7_000_000, packed=True),
        b"",
    ],
    ids=["locked", "cut off", "rubbish", "rubbish with a head", "bomb", "empty"],
)
def test_a_file_that_cannot_be_read_is_unclear(file):
    assert asked(file) == TextInside.UNCLEAR


def test_a_file_that_is_too_large_is_not_even_read():
    assert look_inside(None, LARGEST + 1) == TextInside.UNCLEAR


def test_a_file_that_takes_too_long_is_unclear(monkeypatch):
    monkeypatch.setattr(text_inside, "PATIENCE", 0.01)

    assert asked(pdf(WORDS)) == TextInside.UNCLEAR


def test_where_no_program_can_be_started_the_file_waits(monkeypatch):
    monkeypatch.setattr(text_inside.sys, "executable", "/nowhere/python")

    assert asked(pdf(WORDS)) == TextInside.NOT_LOOKED_AT


def test_the_program_takes_no_more_than_it_may():
    program = (
        "import resource; from portal.core.documents.look_into_pdf import bind; bind();"
        "print(*(resource.getrlimit(one)[0] for one in (resource.RLIMIT_CPU, resource.RLIMIT_AS)))"
    )

    told = subprocess.run(
        [text_inside.sys.executable, "-c", program], capture_output=True, check=True, text=True, cwd=settings.BASE_DIR
    )

    assert told.stdout.split() == ["5", str(768 * 1024 * 1024)]
