"""What a request costs: server CPU and queries of the main pages, beside a bare Wagtail page in the same run.

``make bench`` loads the sample town into a scratch folder, once as it is and once fifty times as large, and prints
milliseconds of CPU a request (the middle one of many), queries, and the ratio to a page of the same base template
that holds nothing. Ratios above the limit make the run fail.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 2.5
REQUESTS = 30
SIZES = {"1 town": {}, "50 towns": {"agencies": 3400, "events": 4350, "materials": 1600, "volunteers": 100}}


def main() -> int:
    names = sys.argv[1:] or list(SIZES)
    worst = max(run_in_child(name) for name in names)
    print(f"worst ratio {worst:.2f}, limit {LIMIT}")
    return int(worst > LIMIT)


def run_in_child(name: str) -> float:
    """Measure one size in a process and a database of its own."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.close(reading)
        with tempfile.TemporaryDirectory() as folder, os.fdopen(writing, "w") as out:
            out.write(str(measure(name, folder)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as result:
        answer = result.read()
    os.wait()
    return float(answer or "inf")


def measure(name: str, folder: str) -> float:
    os.environ |= {"PORTAL_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    sys.path.insert(0, str(ROOT))
    os.chdir(ROOT)

    import django

    django.setup()
    load(SIZES[name])
    return report(name, addresses())


def load(sizes: dict[str, int]) -> None:
    from django.core.management import call_command

    call_command("compile_catalogues")
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_sample_town", seed=1, **sizes)


def addresses() -> dict[str, str]:
    from django.urls import reverse

    from events.models import EventPage
    from home.models import HomePage, PlainPage
    from resources.models import Agency

    bare = PlainPage(title="なにもないページ", slug="bare")
    HomePage.objects.get().add_child(instance=bare)
    event = EventPage.objects.live().exclude(repeats="never").first()
    agency = Agency.objects.public().first()
    return {
        "bare page": "/bare/",
        "home": "/",
        "event list": "/events/",
        "directory": "/directory/",
        "one event": event.get_url(),
        "one agency": reverse("resources:agency", args=[agency.slug]),
    }


def report(name: str, pages: dict[str, str]) -> float:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST="localhost")
    print(f"\n{name}\n{'page':<12}{'CPU ms':>8}{'queries':>9}{'ratio':>7}")
    bare = worst = 0.0
    for label, address in pages.items():
        for _ in range(3):
            assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        # Each request starts the log anew: count before the next.
        asked = len(queries)
        spent = [cpu_of(client, address) for _ in range(REQUESTS)]
        middle = statistics.median(spent) * 1000
        bare = bare or middle
        worst = max(worst, middle / bare)
        print(f"{label:<12}{middle:>8.1f}{asked:>9}{middle / bare:>7.2f}")
    sys.stdout.flush()
    return worst


def cpu_of(client, address: str) -> float:
    started = time.process_time()
    client.get(address)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
