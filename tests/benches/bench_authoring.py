"""What the check of writing costs: one page while somebody types, and two thousand pages in one go.

``python tests/benches/bench_authoring.py`` loads the sample town with more events into a scratch folder, posts the
form of a long page as the editor does, and runs ``check_authoring --all``. Prints milliseconds of server CPU for the
first (the middle one of many and the slowest), seconds for the second. Both limits are those of issue 5.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPING_MS = 100
SITE_SECONDS = 60
PAGES = 2000
POSTS = 30
PARAGRAPHS = 40


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PORTAL_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
        sys.path.insert(0, str(ROOT))
        os.chdir(ROOT)

        import django

        django.setup()
        load()
        return int(not all((typing_is_quick(), site_is_quick())))


def load() -> None:
    from django.core.management import call_command

    call_command("compile_catalogues")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_sample_town", events=PAGES, verbosity=0)


def typing_is_quick() -> bool:
    from urllib.parse import urlencode

    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from home.models import PlainPage
    from portal.core.models import User

    setup_test_environment()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.filter(is_superuser=True).first() or User.objects.get(email__startswith="chief@"))
    page = PlainPage.objects.first()
    address, form = reverse("authoring_check", args=("page", page.pk)), urlencode(long_form(page))
    times = []
    for _ in range(POSTS):
        start = time.process_time()
        response = client.post(address, form, content_type="application/x-www-form-urlencoded")
        times.append((time.process_time() - start) * 1000)
    findings = len(response.json()["findings"])
    print(f"one page of {PARAGRAPHS} paragraphs, {findings} findings:", end=" ")
    print(f"{statistics.median(times):.0f} ms, slowest {max(times[1:]):.0f} ms, limit {TYPING_MS} ms")
    return statistics.median(times) < TYPING_MS


def long_form(page: object) -> dict[str, str]:
    from tests.home.views.test_authoring import form_of

    words = "令和８年１１月３日（月）10:00～12:00に、ﾎﾞﾗﾝﾃｨｱの会をひらきます。福祉課（0999-01-0001）へお電話ください。"
    return form_of(page, *[words] * PARAGRAPHS)


def site_is_quick() -> bool:
    from django.core.management import call_command

    from home.models import CheckedText, KeptFinding

    start = time.perf_counter()
    call_command("check_authoring", all=True)
    seconds = time.perf_counter() - start
    print(f"{CheckedText.objects.count()} texts, {KeptFinding.objects.count()} findings:", end=" ")
    print(f"{seconds:.1f} s, limit {SITE_SECONDS} s")
    return seconds < SITE_SECONDS


if __name__ == "__main__":
    sys.exit(main())
