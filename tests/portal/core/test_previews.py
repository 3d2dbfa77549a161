"""A draft is looked at on a screen, on paper and in large letters."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from tests.factories.home import plain_page
from tests.factories.resources import AgencyFactory

SHEETS = {"": None, "print": "print", "large": "large"}


@pytest.mark.django_db
@pytest.mark.parametrize("make", [plain_page, AgencyFactory])
def test_each_way_of_looking_brings_its_own_sheet(make):
    thing = make()

    shown = {
        name: thing.make_preview_request(preview_mode=name).content.decode() for name, _label in thing.preview_modes
    }

    assert {
        name: next((sheet for sheet in ("print", "large") if f"css/previews/{sheet}" in page), None)
        for name, page in shown.items()
    } == SHEETS
    assert [str(label) for _name, label in thing.preview_modes] == ["画面", "印刷", "大きな文字（2倍）"]


def test_residents_get_none_of_these_sheets(client, db):
    page = plain_page()

    assert "css/previews" not in client.get(page.url, {"mode": "large"}).content.decode()


def test_the_sheet_of_paper_is_never_wider_than_the_screen():
    sheet = Path(finders.find("portal/css/previews/print.css")).read_text()

    assert re.findall(r"inline-size:(.*);", sheet) == [" min(210mm, 100%)"]
