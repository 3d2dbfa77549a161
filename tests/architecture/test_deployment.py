"""The settings of a town's server pass Django's own examination."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_production_settings_pass_the_deployment_check(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        "PORTAL_SECRET_KEY": "0123456789-abcdefghij-ABCDEFGHIJ-0123456789-abcdefghij",
        "PORTAL_ALLOWED_HOSTS": "portal.example.jp",
        "PORTAL_DATA_DIR": str(tmp_path),
    }

    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr


def test_production_does_not_start_without_a_key(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "PORTAL_SECRET_KEY"}

    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "portal.settings.production"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode != 0
    assert "Set PORTAL_SECRET_KEY: the key that signs sessions and tokens." in started.stderr
