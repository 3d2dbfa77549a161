"""The stylesheet of a town's server is one file."""

from pathlib import Path

import pytest
from django.core.management import call_command

from portal.core.static_storage import in_one_piece

PRODUCTION = {"BACKEND": "portal.core.static_storage.TownStaticFilesStorage"}


def test_an_import_is_written_out_in_its_layer():
    source = '@layer base, print;\n@import url("a.css") layer(base);\n@import url("b.css") layer(print) print;\n'

    whole = in_one_piece(source, {"a.css": "p { color: red }", "b.css": "nav { display: none }"}.__getitem__)

    assert whole == (
        "@layer base, print;\n"
        "@layer base {\np { color: red }\n}\n"
        "@media print {\n@layer print {\nnav { display: none }\n}\n}\n"
    )


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": PRODUCTION}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_the_collected_stylesheet_asks_for_no_other(collected: Path):
    (hashed,) = (collected / "portal" / "css").glob("portal.*.css")

    text = hashed.read_text()

    assert "@import" not in text
    assert ".event-card" in text
