"""How quickly search indexes and answers, beside Wagtail's own database search on the same corpus in the same run.

`python -m tests.benches.bench_search [5k] [50k]` on the kind of database that
DATABASE_URL names. Prints documents a second, p50 and p95 of the whole call
(analysis, kinds of agency, query, facets, loading, excerpts), and the ratio of
the medians. Asks the queries of tests/search/residents.tsv, each three times.
"""

import os
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
CORPORA = {"5k": SHARED / "corpus-5k.jsonl.gz", "50k": SHARED / "corpus-50k.jsonl.gz"}
QUERIES = ROOT / "tests" / "search" / "residents.tsv"
TARGETS = {"5k": 10, "50k": 40}
# Wagtail's own ranking on SQLite takes seconds a question: a few must do.
ASKED_OF_WAGTAIL = 15
LONGEST_TITLE = 255


def main(*names):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from search.domain.measuring import queries_of

    texts = [query.text for query in queries_of(QUERIES)]
    old = setup_databases(verbosity=0, interactive=False)
    try:
        print(f"{connection.vendor}, {os.cpu_count()} cores\n{'':<14}{'docs/s':>9}{'p50 ms':>9}{'p95 ms':>9}")
        for name in names or ["5k"]:
            middle = ours(name, texts)
            if name == "5k":
                print(f"ratio of the medians: {wagtails(name, texts) / middle:.1f}")
    finally:
        teardown_databases(old, verbosity=0)


def ours(name, texts):
    from django.utils import timezone

    from search.domain.engines import EMBEDDED, measuring_engine
    from search.domain.measuring import fill
    from search.domain.results import results
    from search.rules import Question

    def ask(text):
        now = timezone.now()
        found = engine.find(Question(text), now=now)
        return results(found, text=text, now=now, kinds={}, areas={})

    with measuring_engine(EMBEDDED) as engine:
        count, seconds = fill(engine, CORPORA[name])
        middle, high = timed(ask, texts * 3)
    print(f"{'ours ' + name:<14}{count / seconds:>9.0f}{middle:>9.1f}{high:>9.1f}   (p95 wanted: {TARGETS[name]})")
    return middle


def wagtails(name, texts):
    """The stock backend, over pages that hold what fits a title of the same documents."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.models import Locale, Page

    from search.domain.measuring import corpus_of

    if connection.vendor == "postgresql":
        from modelsearch.backends.database.postgres.postgres import PostgresSearchBackend as Backend
    else:
        from modelsearch.backends.database.sqlite.sqlite import SQLiteSearchBackend as Backend

    kind, locale = ContentType.objects.get_for_model(Page), Locale.get_default()
    Page.objects.bulk_create(
        Page(
            title=f"{row['title']} {row['cat']} {row['desc']} {row['body']}"[:LONGEST_TITLE],
            slug=f"bench-{number}",
            path=f"0009{number:04X}".upper(),
            depth=2,
            url_path=f"/bench-{number}/",
            content_type=kind,
            locale=locale,
        )
        for number, row in enumerate(corpus_of(CORPORA[name]), start=1)
    )
    pages = list(Page.objects.filter(slug__startswith="bench-"))
    backend = Backend({})
    started = time.perf_counter()
    backend.add_bulk(Page, pages)
    speed = len(pages) / (time.perf_counter() - started)
    every = max(len(texts) // ASKED_OF_WAGTAIL, 1)
    middle, high = timed(lambda text: list(backend.search(text.replace('"', ""), Page)[:10]), texts[::every])
    print(f"{'Wagtail ' + name:<14}{speed:>9.0f}{middle:>9.1f}{high:>9.1f}   (asked {len(texts[::every])} queries)")
    return middle


def timed(ask, texts):
    ask(texts[0])
    times = []
    for text in texts:
        started = time.perf_counter()
        ask(text)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


if __name__ == "__main__":
    main(*sys.argv[1:])
