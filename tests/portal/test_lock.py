"""What the lock must say so that the two commands of the README work tomorrow as they do today."""

import re
from importlib.metadata import distributions

from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[([a-z0-9_,-]+)\])?==", re.MULTILINE)


def test_what_a_package_asks_for_with_extras_is_locked_with_them():
    """Else pip takes the newest release of it, finds no hash, and stops: on the day that release appears."""
    lock = (settings.BASE_DIR / "requirements" / "dev.txt").read_text()
    locked = {canonicalize_name(name): set(extras.split(",")) - {""} for name, extras in LOCKED.findall(lock)}
    asked = [Requirement(line) for one in distributions() for line in one.requires or ()]

    loose = {
        f"{wanted.name}[{','.join(wanted.extras)}]"
        for wanted in asked
        if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": ""}))
        if not wanted.extras <= locked.get(canonicalize_name(wanted.name), wanted.extras)
    }

    assert loose == set()
