"""/cms/emergency/: three presses, and every page says it; by itself it goes."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.core.domain.emergency_templates import load_shipped_templates
from portal.core.models import CommunityArea, EmergencyNotice, EmergencyTemplate
from tests.factories.core import home_page
from tests.factories.events import NOW, event_index

STRIP = "emergency-strip__notice"


@pytest.fixture
def chief(log_in):
    return log_in("publicity")


def words(**fields):
    return {"level": "1", "title": "高台へ逃げてください", "text": "", "url": "", "ends": "24", **fields}


def announce(client, **fields):
    return client.post(reverse("emergency_new"), words(**fields))


def notice(**fields):
    defaults = {"title": "県道22号は通れません", "is_on": True, "switched_at": timezone.now()}
    return EmergencyNotice.objects.create(**defaults | fields)


def press(client, name, kept, **data):
    return client.post(reverse(name, args=(kept.pk,)), data)


def test_every_page_says_it_at_once_and_stops_at_once(client, chief):
    stranger = Client()
    addresses = (home_page().url, event_index().url, "/accounts/password/reset/", "/nowhere/")

    def said():
        return [STRIP in stranger.get(address).content.decode() for address in addresses]

    before = said()
    announce(client)
    during = said()
    press(client, "emergency_stop", EmergencyNotice.objects.get())

    assert before == [False] * 4
    assert during == [True] * 4
    assert said() == [False] * 4


def test_it_goes_by_itself_at_its_end_without_any_worker(client, chief):
    with time_machine.travel(NOW, tick=False):
        announce(client, ends="6")
    stranger = Client()

    with time_machine.travel(NOW + timedelta(hours=6, seconds=-1), tick=False):
        before = STRIP in stranger.get("/").content.decode()
    with time_machine.travel(NOW + timedelta(hours=6), tick=False):
        after = STRIP in stranger.get("/").content.decode()

    assert (before, after) == (True, False)


def test_three_presses_choose_the_words_fill_them_in_and_show_them(client, chief):
    load_shipped_templates()
    area = CommunityArea.objects.create(code="yamazato", name="山里圏域", kana="ヤマザト")
    template = EmergencyTemplate.objects.get(name="停電")

    screen = client.get(reverse("emergency")).content.decode()
    chosen = client.get(reverse("emergency"), {"template": template.pk})
    form = chosen.context["form"]
    answers = {field.name: f"答え{number}" for number, field in enumerate(form.gap_fields)}
    announce(client, **{**form.initial, "ends": "12", "areas": [area.pk], "is_drill": "", **answers})

    kept = EmergencyNotice.objects.get()
    assert f"?template={template.pk}" in screen
    assert [field.label for field in form.gap_fields] == [
        "地区の名前",
        "時刻",
        "直る見込み",
        "担当課の名前と電話番号",
    ]
    assert kept.title == "停電しています（答え0）"
    assert kept.text.startswith("答え1ごろから、答え0で停電しています。直る見込みは答え2です。")
    assert [*kept.areas.all()] == [area]
    assert (kept.level, kept.is_on, kept.switched_by) == (2, True, chief)


def test_a_gap_that_is_left_open_is_asked_for_at_its_field_and_nothing_is_shown(client, chief):
    response = announce(client, title="［地区の名前］の人は逃げてください", gap_0="")

    assert "gap_0" in response.context["form"].errors
    assert EmergencyNotice.objects.count() == 0


def test_words_that_grow_too_long_are_said_before_they_are_cut(client, chief):
    response = announce(client, title="［地区］" + "あ" * 76, gap_0="い" * 20)

    assert "title" in response.context["form"].errors
    assert EmergencyNotice.objects.count() == 0


def test_an_end_on_a_day_is_read_as_clerks_write_it(client, chief):
    with time_machine.travel(NOW, tick=False):
        announce(client, ends="at", day="令和8年11月24日", clock="7:30")

    assert EmergencyNotice.objects.get().shown_until == NOW + timedelta(hours=19, minutes=30)


@pytest.mark.parametrize("fields", [{"ends": "at"}, {"ends": "at", "day": "2020/1/1", "clock": "10:00"}])
def test_an_end_that_is_missing_or_over_is_refused(client, chief, fields):
    response = announce(client, **fields)

    assert response.context["how_long"].errors
    assert EmergencyNotice.objects.count() == 0


def test_what_shows_is_corrected_on_every_page(client, chief):
    kept = notice()

    press(client, "emergency_edit", kept, level="2", title="県道23号は通れません", text="", url="")

    assert "県道23号" in Client().get("/").content.decode()


def test_what_shows_stands_longer_or_ends_early_and_what_is_over_does_not_come_back(client, chief):
    kept = notice(shown_until=timezone.now() + timedelta(hours=1))
    over = notice(title="終わったもの", shown_until=timezone.now() - timedelta(hours=1))

    press(client, "emergency_end", kept, ends="72")
    refused = press(client, "emergency_end", over, ends="72")

    kept.refresh_from_db()
    over.refresh_from_db()
    assert kept.shown_until > timezone.now() + timedelta(hours=71)
    assert refused.context["how_long"].errors
    assert over.shown_until < timezone.now()


def test_a_drill_is_seen_by_staff_alone_and_says_that_it_is_one(client, chief):
    announce(client, is_drill="on")

    mine, theirs = client.get("/").content.decode(), Client().get("/").content.decode()

    assert "emergency-strip__drill" in mine
    assert STRIP not in theirs
    assert "高台へ" not in Client().get(reverse("home:news_feed")).content.decode()


@pytest.mark.parametrize("feed", ["home:news_feed", "events:feed"])
def test_feeds_begin_with_it_while_it_shows(client, chief, feed):
    event_index()
    announce(client, url="/events/")

    during = Client().get(reverse(feed)).content.decode()
    press(client, "emergency_stop", EmergencyNotice.objects.get())
    after = Client().get(reverse(feed)).content.decode()

    assert "【緊急】高台へ逃げてください" in during
    assert "高台へ逃げてください" not in after


def test_looking_never_switches(client, chief):
    kept = notice()

    answers = [
        client.get(reverse(name, args=(kept.pk,))).status_code for name in ("emergency_stop", "emergency_remove")
    ]

    assert answers == [405, 405]
    assert client.get(reverse("emergency_new")).status_code == 302


def test_a_press_without_the_token_of_the_form_is_refused(chief, groups):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(chief)

    assert announce(strict).status_code == 403


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_costs_the_same_however_many_notices(client, chief, how_many, django_assert_num_queries):
    for number in range(how_many):
        notice(title=f"お知らせ{number}", switched_by=chief)
        notice(title=f"終わり{number}", switched_by=chief, is_on=False)
        EmergencyTemplate.objects.create(name=f"文例{number}", title="お知らせ")
    client.get(reverse("emergency"))

    with django_assert_num_queries(14):
        client.get(reverse("emergency"))
