"""What the upload folder gives to strangers."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded():
    """Writes a file into the upload folder and takes it away again."""
    written = []

    def write(folder):
        path = Path(settings.MEDIA_ROOT) / folder / f"{uuid4().hex}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")
        written.append(path)
        return f"/media/{folder}/{path.name}"

    yield write
    for path in written:
        path.unlink()


def test_a_picture_is_sent_and_cannot_run_scripts(client, uploaded):
    response = client.get(uploaded("images"))

    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"words")
    assert "sandbox" in response.headers["Content-Security-Policy"]
    response.close()


@pytest.mark.parametrize("folder", ["documents", "elsewhere"])
def test_a_document_goes_out_only_through_the_view_that_asks_who_may_read_it(client, uploaded, folder):
    assert client.get(uploaded(folder)).status_code == 404


def test_nothing_beside_the_pictures_is_reached_by_climbing(client, uploaded):
    name = uploaded("documents").rsplit("/", 1)[1]

    assert client.get(f"/media/images/../documents/{name}").status_code == 404
