import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT.parent / "shared" / "data"
ROWS = [
    {"id": "1", "type": "agency", "kind": "hokatsu", "title": "澄野町地域包括支援センター", "kana": "",
     "cat": "地域包括支援センター", "desc": "", "body": "", "addr": ""},
    {"id": "2", "type": "agency", "kind": "hellowork", "title": "澄野公共職業安定所", "kana": "",
     "cat": "公共職業安定所", "desc": "", "body": "", "addr": ""},
    {"id": "3", "type": "event", "kind": "ev_frail", "title": "いきいき体操", "kana": "",
     "cat": "イベント", "desc": "", "body": "", "addr": ""},
]  # fmt: skip
QUERIES = (
    "qid\tgroup\tquery\trelevant_grade2\trelevant_grade1\tnote\nq1\tA\tハロワ\thellowork\t\t\nq2\tD\t体操\tev_frail\n"
)


@pytest.fixture
def files(tmp_path):
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as corpus:
        corpus.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (tmp_path / "queries.tsv").write_text(QUERIES, encoding="utf-8")
    return tmp_path


def run(folder, *args, **told):
    """The command as an operator types it, on a portal whose database nobody has made yet."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "PORTAL_DATA_DIR": str(folder)} | told
    command = [sys.executable, "manage.py", "search_quality", *map(str, args), "--json"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_figures_come_overall_and_by_group(files):
    done = run(files, files / "queries.tsv", "--corpus", files / "corpus.jsonl.gz")

    report = json.loads(done.stdout)
    assert list(report["overall"]) == ["kinds@5", "kR@10", "nDCG@10", "MRR", "zero", "p50_ms", "p95_ms"]
    assert [report["overall"][name] for name in ("kinds@5", "kR@10", "nDCG@10", "MRR", "zero")] == [1, 1, 1, 1, 0]
    assert list(report["groups"]) == ["A", "D"]


@pytest.mark.elasticsearch
def test_elasticsearch_is_measured_beside_a_database_that_nobody_has_made_yet(files, elasticsearch_node):
    asked = [files / "queries.tsv", "--corpus", files / "corpus.jsonl.gz", "--engine", "elasticsearch"]

    done = run(files, *asked, ELASTICSEARCH_URL=elasticsearch_node.url)

    assert done.stderr == ""
    overall = json.loads(done.stdout)["overall"]
    assert [overall[name] for name in ("kinds@5", "kR@10", "nDCG@10", "MRR", "zero")] == [1, 1, 1, 1, 0]


def test_a_line_that_is_no_document_is_named(files):
    (files / "broken.jsonl").write_text('{"id": 1', encoding="utf-8")

    done = run(files, files / "queries.tsv", "--corpus", files / "broken.jsonl")

    assert done.returncode == 1
    assert "broken.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_named(files):
    with pytest.raises(CommandError, match=r"nowhere\.tsv"):
        call_command("search_quality", str(files / "nowhere.tsv"), corpus=str(files / "corpus.jsonl.gz"))


@pytest.mark.skipif(not DATA.exists(), reason="the open data of ../shared/data is not beside the project")
def test_residents_are_understood_at_least_as_well_as_promised(tmp_path):
    corpus, kinds = DATA / "corpus-5k.jsonl.gz", DATA / "kinds.tsv"

    done = run(tmp_path, DATA / "queries-dev.tsv", "--corpus", corpus, "--kinds", kinds)

    overall = json.loads(done.stdout)["overall"]

    floors = {"kinds@5": 0.90, "kR@10": 0.72, "nDCG@10": 0.70, "MRR": 0.80}
    assert {name: overall[name] for name in floors if overall[name] < floors[name]} == {}
    assert overall["zero"] == 0
