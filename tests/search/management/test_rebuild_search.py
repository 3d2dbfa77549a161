import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from search.models import Document, Waiting

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_rebuilding_says_how_much_can_be_found(town):
    town.add_child(instance=Page(title="介護予防教室", slug="kaigo"))
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    count = Document.objects.count()
    assert out.getvalue().splitlines()[-1] == f"{count}件を検索できます。"
    assert Document.objects.get(title="介護予防教室").kind == "test-page"


def test_an_unknown_engine_is_refused():
    with pytest.raises(CommandError):
        call_command("rebuild_search", "--engine", "none")


def test_elasticsearch_is_refused_where_the_town_has_none():
    with pytest.raises(CommandError):
        call_command("rebuild_search", "--engine", "elasticsearch")


def test_an_elasticsearch_that_is_away_is_told_in_words(settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"

    with pytest.raises(CommandError, match="いまの索引をそのまま使います"):
        call_command("rebuild_search", "--engine", "elasticsearch")


@pytest.mark.elasticsearch
def test_rebuilding_makes_both_engines_new(town, elasticsearch):
    town.add_child(instance=Page(title="介護予防教室", slug="kaigo"))
    out = StringIO()

    call_command("rebuild_search", stdout=out)

    count = Document.objects.count()
    assert out.getvalue().splitlines()[-1] == f"Elasticsearch: {count}件"
    assert Waiting.objects.count() == 0


@pytest.mark.elasticsearch
def test_a_bar_is_drawn_on_a_terminal_only(town, elasticsearch):
    town.add_child(instance=Page(title="介護予防教室", slug="kaigo"))
    call_command("rebuild_search", "--engine", "embedded", stdout=StringIO())
    terminal, file = Terminal(), StringIO()

    call_command("rebuild_search", "--engine", "elasticsearch", stdout=terminal)
    call_command("rebuild_search", "--engine", "elasticsearch", stdout=file)

    count = Document.objects.count()
    assert count > 0
    assert f"[{'#' * 30}] {count}/{count}" in terminal.getvalue()
    assert "#" not in file.getvalue()
