"""「担当課の数字」: what a section sees of its pages."""

from datetime import timedelta

import pytest
import time_machine

from home.domain.entry_numbers import entries_read, views_by_kind
from home.domain.numbers import Age, ages, pages_of, views_by_month
from portal.core.domain.page_views import write_down
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page
from tests.factories.resources import AgencyFactory, GroupFactory

ADDRESS = "/cms/reports/numbers/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def section(groups):
    return SectionFactory(name="福祉課")


def test_pages_of_the_section_come_with_their_views_the_most_read_first(section):
    quiet, read = plain_page(section=section), plain_page(section=section)
    plain_page(section=SectionFactory())
    plain_page(section=section, live=False)
    write_down({(read.pk, TODAY): 5, (read.pk, TODAY - timedelta(days=60)): 20, (quiet.pk, TODAY): 1})
    write_down({(read.pk, TODAY - timedelta(days=500)): 9})

    assert [(page.pk, page.lately, page.views) for page in pages_of(section.pk, TODAY)] == [
        (read.pk, 5, 25),
        (quiet.pk, 1, 1),
    ]


def test_months_without_views_stand_in_the_chart_too(section):
    page = plain_page(section=section)
    other = plain_page()
    write_down({(page.pk, TODAY): 4, (page.pk, TODAY - timedelta(days=70)): 8, (other.pk, TODAY): 99})

    bars = views_by_month(section.pk, pages_of(section.pk, TODAY), TODAY)

    assert len(bars) == 12
    assert [(bar.value, bar.share) for bar in bars if bar.value] == [(8, 100), (4, 50)]


@pytest.mark.parametrize(
    ("days", "age"), [(0, Age.QUARTER), (91, Age.QUARTER), (92, Age.HALF), (365, Age.YEAR), (731, Age.OLDER)]
)
def test_pages_are_as_old_as_their_last_publication(section, days, age):
    plain_page(section=section, last_published_at=NOW - timedelta(days=days))

    [page] = pages_of(section.pk, TODAY)

    assert page.age(TODAY) == age
    assert [bar.value for bar in ages([page], TODAY) if bar.label == str(age.label)] == [1]


def test_an_editor_sees_their_own_section_whatever_they_ask_for(client, log_in, section):
    other = SectionFactory(name="別の課")
    plain_page(title="わが課のページ", section=section)
    plain_page(title="よその課のページ", section=other)
    log_in("editor", section=section)

    for asked in ("", f"?section={other.pk}", "?section=all", "?section=x"):
        shown = client.get(ADDRESS + asked).content.decode()
        assert "わが課のページ" in shown
        assert "よその課のページ" not in shown


def test_those_who_keep_the_portal_see_every_section_and_the_town(client, log_in, section):
    other = SectionFactory(name="別の課")
    plain_page(title="わが課のページ", section=section)
    plain_page(title="よその課のページ", section=other)
    log_in("administrator", section=section)

    own, others, town = (client.get(ADDRESS + q).content.decode() for q in ("", f"?section={other.pk}", "?section=all"))

    assert "わが課のページ" in own
    assert "よその課のページ" not in own
    assert "よその課のページ" in others
    assert "わが課のページ" not in others
    assert "わが課のページ" in town
    assert "よその課のページ" in town
    assert "課ごとの閲覧数" in town


def test_without_a_section_there_is_a_word_of_what_to_do(client, log_in, groups):
    log_in("editor")

    assert "担当課が登録されていません" in client.get(ADDRESS).content.decode()


def test_organisations_and_strangers_see_no_numbers(client, log_in, groups):
    assert client.get(ADDRESS).status_code == 302
    log_in("organisation")

    assert client.get(ADDRESS).url == "/cms/"
    assert ADDRESS not in client.get("/cms/").content.decode()


def test_the_first_screen_leads_to_the_numbers(client, log_in, section):
    log_in("editor", section=section)

    assert f'href="{ADDRESS}"' in client.get("/cms/").content.decode()


def test_charts_are_tables_without_inline_styles(client, log_in, section):
    write_down({(plain_page(section=section).pk, TODAY): 3})
    log_in("editor", section=section)

    shown = client.get(ADDRESS).content.decode()
    charts = shown[shown.index('class="numbers-charts"') : shown.index("upkeep-table")]

    assert "style=" not in charts
    assert charts.count("<caption>") == 2
    assert '<rect width="100" height="10"/>' in charts


def test_the_numbers_are_taken_away_as_a_file_without_formulas(client, log_in, section):
    page = plain_page(title="=1+1", section=section)
    write_down({(page.pk, TODAY): 3})
    log_in("editor", section=section)

    text = client.get(f"{ADDRESS}?export=csv").content.decode("utf-8-sig")

    assert text.splitlines()[0] == "ページ,アドレス,担当課,30日間の閲覧数,12か月の閲覧数,最後に公開した日,見直し日"
    assert text.splitlines()[1].startswith("'=1+1,")
    assert ",福祉課,3,3," in text


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_costs_the_same_however_many_pages(client, log_in, section, how_many, django_assert_num_queries):
    for _ in range(how_many):
        plain_page(section=section)
        AgencyFactory()
    log_in("editor", section=section)
    client.get(ADDRESS)

    with django_assert_num_queries(19):
        client.get(ADDRESS)


def test_entries_come_with_their_views_the_most_read_first_and_hidden_ones_not_at_all(section):
    quiet, read, hidden = AgencyFactory(), GroupFactory(), AgencyFactory(live=False)
    for days, views in ((0, 5), (60, 20), (500, 9)):
        write_down({(("resources.group", read.pk), TODAY - timedelta(days=days)): views})
    write_down({(("resources.agency", quiet.pk), TODAY): 1, (("resources.agency", hidden.pk), TODAY): 7})

    found = entries_read(TODAY)

    assert [(one.model, one.pk, one.lately, one.views) for one in found] == [
        (type(read), read.pk, 5, 25),
        (type(quiet), quiet.pk, 1, 1),
    ]
    assert [(bar.value, bar.share) for bar in views_by_kind(found)] == [(1, 20), (0, 0), (5, 100)]


def test_every_section_sees_which_entries_are_read_and_takes_them_away(client, log_in, section):
    agency = AgencyFactory(name="=1+1", last_confirmed_on=TODAY)
    write_down({(("resources.agency", agency.pk), TODAY): 3})
    log_in("editor", section=section)

    shown = client.get(ADDRESS).content.decode()
    file = client.get(f"{ADDRESS}?export=entries").content.decode("utf-8-sig").splitlines()

    assert shown.index("種類ごとの閲覧数（30日間）") < shown.index("=1+1")
    assert file[0] == "種類,名前,アドレス,30日間の閲覧数,12か月の閲覧数,最後に確認した日"
    assert file[1].split(",")[1:5] == ["'=1+1", agency.get_absolute_url(), "3", "3"]
