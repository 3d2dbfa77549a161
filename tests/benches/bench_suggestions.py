"""How quickly the search box suggests: `python -m tests.benches.bench_suggestions [5k] [50k]`.

On the kind of database that DATABASE_URL names. Wanted: every answer within 50 ms at 50,000 documents.
"""

import os
import sys
import time

from tests.benches.bench_search import CORPORA, timed

TYPED = (
    *(
        "か",
        "かい",
        "かいご",
        "介護",
        "し",
        "しゃかい",
        "社会福祉",
        "こども",
        "ほけん",
        "地域",
        "ちいきほうかつ",
        "相談",
    ),
    *(
        "中央",
        "医療法人",
        "社会福祉法人",
        "株式会社",
        "い",
        "ん",
        "1",
        "a",
        "でんき",
        "認知症",
        "みんなの",
        "電気が止め",
    ),
)


def main(*names):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases
    from django.utils import timezone

    from search.domain.engines import embedded_engine
    from search.domain.measuring import fill
    from search.domain.suggesting import suggestions

    old = setup_databases(verbosity=0, interactive=False)
    try:
        for name in names or ["50k"]:
            count, _seconds = fill(embedded_engine(), CORPORA[name])
            slowest = 0.0

            def ask(text):
                nonlocal slowest
                started = time.perf_counter()
                suggestions(text, now=timezone.now())
                slowest = max(slowest, time.perf_counter() - started)

            suggestions("か", now=timezone.now())
            middle, high = timed(ask, TYPED * 5)
            times = f"p50 {middle:.1f} ms, p95 {high:.1f} ms, slowest {slowest * 1000:.1f} ms"
            print(f"{connection.vendor}, {count} documents: {times}")
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
