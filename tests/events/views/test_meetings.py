from datetime import date, time

import pytest

from events.enums import ConferenceTopic, MeetingKind, Openness
from events.models import AgendaItem, Attendance, MeetingDecision, NextStep, OpinionTheme
from tests.factories.core import CommunityAreaFactory
from tests.factories.events import draft_outcome, meeting_index, outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def titles(response):
    return [page.title for page in response.context["page_obj"]]


def publish_after_check(page):
    from portal.core.domain.second_person import confirm, publish_confirmed, reading_of
    from tests.factories.core import AdminFactory
    from tests.factories.events import NOW

    confirm(page=page, user=AdminFactory(), read=reading_of(page).fingerprint, now=NOW)
    publish_confirmed(page=page, user=None)


def full_outcome():
    """An outcome with every part filled, published after a check."""
    page = draft_outcome(
        kind=MeetingKind.COORDINATION,
        body_name="相談支援包括化推進会議",
        number=3,
        starts=time(19),
        ends=time(20, 50),
        openness=Openness.PARTLY,
        closed_reason="個別の事例を扱うため",
        observers=4,
        next_meeting_on=date(2027, 1, 20),
    )
    page.attendances = [
        Attendance(organisation="川上自治会", headcount=3),
        Attendance(organisation="社会福祉協議会", headcount=2),
    ]
    page.agenda = [AgendaItem(title="買い物の足", topic=ConferenceTopic.NEEDS)]
    page.opinions = [OpinionTheme(theme="移動", text="・バスが少ない\n坂がきつい\n")]
    page.decisions = [MeetingDecision(text="乗り合いの試行を始める")]
    page.next_steps = [NextStep(what="運転ボランティアの募集", who="社会福祉協議会", when="2027年1月末")]
    page.save_revision()
    publish_after_check(page)
    return page


def test_an_outcome_shows_organisations_and_numbers_opinions_decisions_and_steps(client):
    page = full_outcome()

    content = client.get(page.url).content.decode()

    for words in (
        "相談支援包括化推進会議",
        "第3回",
        "一部公開",
        "個別の事例を扱うため",
        "川上自治会",
        "5人",
        "買い物の足",
        "福祉ニーズの把握",
        "<li>バスが少ない</li>",
        "<li>坂がきつい</li>",
        "乗り合いの試行を始める",
        "運転ボランティアの募集",
        "2027年1月末",
        "4人",
        "19:00",
        "20:50",
        "個人が特定されないことを確認しました",
    ):
        assert words in content, words
    assert content.count("<h1") == 1


def test_the_list_shows_published_outcomes_the_newest_first(client):
    outcome(title="前の会", held_on=date(2026, 9, 1))
    outcome(title="この前の会", held_on=date(2026, 11, 1))
    draft_outcome(title="下書き")

    assert titles(client.get("/meetings/")) == ["この前の会", "前の会"]


def test_kind_area_and_fiscal_year_narrow_the_list(client):
    kawakami = CommunityAreaFactory(code="kawakami")
    outcome(title="合う会", kind=MeetingKind.STEERING, areas=[kawakami], held_on=date(2026, 4, 1))
    outcome(title="合わない会", areas=[CommunityAreaFactory()], held_on=date(2026, 3, 31))

    for choice in ("kind=steering", "area=kawakami", "year=2026"):
        assert titles(client.get(f"/meetings/?{choice}")) == ["合う会"], choice
    assert titles(client.get("/meetings/?year=2025")) == ["合わない会"]


def test_the_years_go_back_to_the_oldest_outcome(client):
    outcome(held_on=date(2025, 1, 10))

    form = client.get("/meetings/").context["form"]

    assert [code for code, _words in form.fields["year"].choices] == ["", 2026, 2025, 2024]


def test_an_empty_list_says_so(client):
    meeting_index()

    assert "公開された結果は、まだありません" in client.get("/meetings/").content.decode()


def test_an_unpublished_outcome_is_not_found(client):
    assert client.get(draft_outcome().url).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_many_outcomes(client, how_many, django_assert_max_num_queries):
    for _number in range(how_many):
        outcome(areas=[CommunityAreaFactory()])
    client.get("/meetings/")

    with django_assert_max_num_queries(16):
        response = client.get("/meetings/")

    assert len(titles(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_detail_costs_the_same_however_many_handouts(client, how_many, django_assert_max_num_queries):
    from django.core.files.base import ContentFile

    from events.models import MeetingHandout
    from portal.core.models import PortalDocument

    page = draft_outcome()
    page.handouts = [
        MeetingHandout(
            title=f"資料{number}",
            document=PortalDocument.objects.create(title=f"資料{number}", file=ContentFile(b"%PDF", f"{number}.pdf")),
        )
        for number in range(how_many)
    ]
    page.save_revision()
    publish_after_check(page)
    client.get(page.url)

    with django_assert_max_num_queries(26):
        content = client.get(page.url).content.decode()

    assert content.count("PDF") == how_many
