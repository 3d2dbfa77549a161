"""The table of settings says what the code reads."""

import importlib
import re
from pathlib import Path

from portal.settings import env

ENVIRONMENT = Path(__file__).resolve().parents[2] / "docs" / "operations" / "environment.md"


def test_every_environment_variable_is_documented_with_its_purpose():
    importlib.import_module("portal.settings.production")

    documented = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|$", ENVIRONMENT.read_text(), re.MULTILINE))

    assert documented == env.PURPOSES
