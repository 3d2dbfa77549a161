"""How quickly search indexes and answers: `python -m tests.benches.bench_search [CORPUS.jsonl.gz] [QUERIES.tsv]`.

Runs in a scratch database of the kind that DATABASE_URL names. Prints
documents a second, and p50 and p95 of the whole call: analysis, query,
facets, loading and excerpts.
"""

import gzip
import json
import os
import statistics
import sys
import time
from itertools import islice
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def documents(corpus):
    from portal.core.indexing import SearchDocument

    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            yield SearchDocument(
                key=f"bench.thing:{number}",
                kind=row["type"],
                title=row["title"],
                url=f"/things/{row['id']}/",
                kana=row["kana"],
                category=row["cat"],
                description=row["desc"],
                body=row["body"],
                address=row["addr"],
            )


def index(engine, corpus):
    started, count, rows = time.perf_counter(), 0, documents(corpus)
    while batch := list(islice(rows, 500)):
        engine.write(batch)
        count += len(batch)
    return count, count / (time.perf_counter() - started)


def answer(engine, text):
    from django.utils import timezone

    from search.domain.results import results
    from search.rules import Question

    now = timezone.now()
    found = engine.find(Question(text), now=now)
    return results(found, text=text, now=now, kinds={}, areas={})


def main(corpus=SHARED / "corpus-5k.jsonl.gz", queries=SHARED / "queries-dev.tsv"):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.test")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from search.domain.engines import current_engine

    old = setup_databases(verbosity=0, interactive=False)
    try:
        engine = current_engine()
        count, speed = index(engine, corpus)
        engine.settle()
        texts = [line.split("\t")[2] for line in Path(queries).read_text(encoding="utf-8").splitlines()[1:]]
        answer(engine, texts[0])
        times = []
        for text in texts * 5:
            started = time.perf_counter()
            answer(engine, text)
            times.append((time.perf_counter() - started) * 1000)
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
        print(f"{connection.vendor}: {count} documents, {speed:.0f}/s in; p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    finally:
        teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main(*sys.argv[1:])
