from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from portal.core.models import PortalImage


@pytest.fixture
def picture(db, settings, tmp_path):
    """A grey picture of 40 by 30."""
    settings.MEDIA_ROOT = tmp_path
    file = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(file, "PNG")
    file.seek(0)
    return PortalImage.objects.create(title="灰色", file=ImageFile(file, name="grey.png"))
