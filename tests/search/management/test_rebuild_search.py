from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from search.models import Document

pytestmark = pytest.mark.django_db


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
