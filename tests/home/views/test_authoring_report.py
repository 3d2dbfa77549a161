"""「書き方の点検」 over the whole site: the list, its filters, the export, corrections of many texts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home.domain.authoring.keeping import keep
from home.models import KeptFinding, Mending, PlainPage
from portal.core.models import Section
from tests.factories.authoring import KANA, page_with, stopped_page
from tests.factories.core import UserFactory

QUERIES = 9
REPORT = "/cms/reports/authoring/"


@pytest.fixture
def found(groups):
    """A page with a warning, and one with a stop that is a month older."""
    section = Section.objects.create(code="fukushi", name="福祉課")
    now = timezone.now()
    warned, stopped = page_with(KANA, title="注意のページ", section=section), stopped_page(title="修正のページ")
    keep(PlainPage.objects.get(pk=warned.pk), now=now)
    keep(PlainPage.objects.get(pk=stopped.pk), now=now - timedelta(days=40))
    return {"warned": warned, "stopped": stopped, "section": section}


def titles(response):
    return [finding.text.title for finding in response.context["object_list"]]


def test_the_gravest_stand_first_with_place_and_section(client, found, log_in):
    log_in("editor")

    answer = client.get(REPORT)

    content = answer.content.decode()
    assert titles(answer)[0] == "修正のページ"
    assert f"/cms/authoring/page/{found['warned'].pk}/" in content
    assert "本文の1番目（テキスト）" in content
    assert "半角" in content


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("rule=half-width-kana", {"注意のページ"}),
        ("level=stop", {"修正のページ"}),
        ("age=30", {"修正のページ"}),
        ("is_live=true", set()),
        ("section={section}", {"注意のページ"}),
    ],
)
def test_it_is_narrowed_down(client, found, log_in, query, shown):
    log_in("editor")

    answer = client.get(f"{REPORT}?{query.format(section=found['section'].pk)}")

    assert {*titles(answer)} == shown


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_can_be_taken_along(client, found, log_in, kind):
    log_in("editor")

    answer = client.get(f"{REPORT}?export={kind}")

    content = b"".join(answer.streaming_content)
    assert answer.status_code == 200
    assert kind == "xlsx" or "修正のページ" in content.decode()


@pytest.mark.parametrize(("role", "status"), [("organisation", 302), ("editor", 200), ("publicity", 200)])
def test_organisations_do_not_read_it(client, found, log_in, role, status):
    log_in(role)

    assert client.get(REPORT).status_code == status
    assert client.get(f"{REPORT}results/").status_code == status


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_costs_the_same_however_much_was_found(client, log_in, how_many, django_assert_num_queries):
    log_in("editor")
    for _ in range(how_many):
        keep(PlainPage.objects.get(pk=page_with(KANA).pk), now=timezone.now())
    client.get(f"{REPORT}results/")

    with django_assert_num_queries(QUERIES):
        client.get(f"{REPORT}results/")


def test_many_texts_are_corrected_with_a_look_before_and_taken_back(client, found, log_in):
    log_in("approver")
    address = reverse("authoring_mend_rule", args=("half-width-kana",))
    look = client.get(address)
    [value] = [row["value"] for row in look.context["rows"]]

    done = client.post(address, {"text": [value]}, follow=True)
    mended = str(PlainPage.objects.get(pk=found["warned"].pk).get_latest_revision_as_object().body)
    undone = client.post(reverse("authoring_undo", args=(Mending.objects.get().pk,)), follow=True)

    back = str(PlainPage.objects.get(pk=found["warned"].pk).get_latest_revision_as_object().body)
    assert "<del>ﾎﾞﾗﾝﾃｨｱ</del>" in look.content.decode()
    assert "1件を直しました。" in done.content.decode()
    assert "ボランティア" in mended
    assert "1件を元に戻しました。" in undone.content.decode()
    assert "ﾎﾞﾗﾝﾃｨｱ" in back


def test_nothing_ticked_changes_nothing(client, found, log_in):
    log_in("approver")
    address = reverse("authoring_mend_rule", args=("half-width-kana",))

    answer = client.post(address, {"text": ["page:x:y", "nothing"]})

    assert "1つ以上選んでください。" in answer.content.decode()
    assert Mending.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "organisation"])
def test_others_do_not_correct_together(client, found, log_in, role):
    log_in(role)
    value = f"page:{found['warned'].pk}:{found['warned'].latest_revision_id}"

    client.post(reverse("authoring_mend_rule", args=("half-width-kana",)), {"text": [value]})
    client.get(reverse("authoring_mendings"))
    mending = Mending.objects.create(rule="half-width-kana", made_by=UserFactory(), made_at=timezone.now())
    client.post(reverse("authoring_undo", args=(mending.pk,)))

    mending.refresh_from_db()
    assert Mending.objects.count() == 1
    assert mending.undone_at is None


def test_a_rule_that_does_not_exist_is_not_there(client, log_in):
    log_in("approver")

    assert client.get(reverse("authoring_mend_rule", args=("no-such-rule",))).status_code == 404


def test_an_empty_report_says_so(client, log_in):
    log_in("editor")

    assert "直すところはありません。" in client.get(REPORT).content.decode()
    assert KeptFinding.objects.count() == 0
