"""Whether a PDF holds words, or only pictures of paper, which can be neither read out nor searched."""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.documents import look_into_pdf

LARGEST: Final = 50 * 1024 * 1024  # bytes; as much as may be uploaded
# Longer than the program gives itself: a busy machine must not take the answer away.
PATIENCE: Final = look_into_pdf.SECONDS + 5  # seconds


class TextInside(models.TextChoices):
    """What is known of the words in a file; only PDFs are looked at."""

    NOT_LOOKED_AT = "unknown", _("Not looked at yet")
    TEXT = "text", _("Has text")
    NONE = "none", _("No text, only pictures of paper")
    UNCLEAR = "unclear", _("Cannot be said")


# What staff are told wherever such a file stands.
ONLY_PICTURES: Final = _(
    "This PDF holds only pictures of paper, no text. It can be neither read out nor searched: "
    "make it anew from the original, or write what it says on the page, too."
)


def look_inside(pdf: IO[bytes], size: int) -> TextInside:
    """What a program of its own says of ``pdf`` (``size`` bytes, read from where it stands).

    Locked, broken, too large and too laborious files are UNCLEAR. NOT_LOOKED_AT when no program can be started now.
    """
    if size > LARGEST:
        return TextInside.UNCLEAR
    with TemporaryFile() as kept:
        shutil.copyfileobj(pdf, kept)
        kept.seek(0)
        try:
            answer = _asked(kept)
        except subprocess.TimeoutExpired:
            return TextInside.UNCLEAR
        except OSError:
            return TextInside.NOT_LOOKED_AT
    return TextInside(answer) if answer in {TextInside.TEXT, TextInside.NONE} else TextInside.UNCLEAR


def _asked(pdf: IO[bytes]) -> str:
    program = [sys.executable, "-I", "-W", "ignore", str(Path(look_into_pdf.__file__))]
    answer = subprocess.run(  # noqa: S603 -- our own program, nothing of the file in its arguments
        program,
        stdin=pdf,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
        env={},
    )
    return answer.stdout.decode("ascii", "replace") if answer.returncode == 0 else ""
