"""Emergency notices: on with one press, off with one press, and kept in the log."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from portal.core.domain.emergency import (
    NoticeRefused,
    WhyNotShown,
    announce,
    refusal,
    set_end,
    switch_off,
    switch_on,
    throw_away,
    write,
)
from portal.core.domain.emergency_templates import load_shipped_templates, shipped_templates
from portal.core.models import EmergencyNotice, EmergencyTemplate
from tests.factories.core import UserFactory
from tests.factories.events import NOW


def notice(**fields):
    return EmergencyNotice.objects.create(**{"title": "県道22号は通れません", **fields})


def showing(now=NOW):
    return [kept.title for kept in EmergencyNotice.objects.showing(now)]


@pytest.mark.django_db
def test_a_notice_shows_from_the_press_until_it_is_stopped():
    chief = UserFactory()
    kept = notice()

    switch_on(notice=kept, by=chief, now=NOW)
    shown = showing(NOW + timedelta(days=30))
    switch_off(notice=kept, by=chief, now=NOW)

    assert shown == ["県道22号は通れません"]
    assert showing() == []


@pytest.mark.django_db
def test_a_notice_with_an_end_goes_by_itself():
    kept = notice()

    switch_on(notice=kept, by=UserFactory(), now=NOW, until=NOW + timedelta(hours=6))

    assert showing(NOW + timedelta(hours=6) - timedelta(seconds=1)) == ["県道22号は通れません"]
    assert showing(NOW + timedelta(hours=6)) == []


@pytest.mark.django_db
def test_showing_again_forgets_the_end_of_last_time():
    kept = notice(shown_from=NOW - timedelta(days=9), shown_until=NOW - timedelta(days=8))

    switch_on(notice=kept, by=UserFactory(), now=NOW)

    assert showing() == ["県道22号は通れません"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["○時○分、避難指示を出しました。", "［地区］の人へ"])
def test_a_template_with_blanks_does_not_go_on(text):
    kept = notice(text=text)

    with pytest.raises(NoticeRefused) as refused:
        switch_on(notice=kept, by=UserFactory(), now=NOW)

    assert refused.value.reason == WhyNotShown.BLANKS_LEFT
    assert showing() == []


@given(st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400)))
def test_the_end_lies_in_the_future_or_the_notice_stays_off(distance):
    reason = refusal(notice=EmergencyNotice(title="お知らせ"), now=NOW, until=NOW + distance)

    assert (reason is None) == (distance > timedelta(0))


@pytest.mark.django_db
def test_the_words_are_kept_and_shown_together_or_not_at_all():
    with pytest.raises(NoticeRefused):
        announce(notice=EmergencyNotice(title="［地区］へ"), areas=(), by=UserFactory(), now=NOW, until=None)

    assert EmergencyNotice.objects.count() == 0


@pytest.mark.django_db
def test_correcting_does_not_bring_back_what_somebody_else_has_stopped():
    chief = UserFactory()
    kept = notice()
    opened = switch_on(notice=kept, by=chief, now=NOW)
    switch_off(notice=kept, by=chief, now=NOW)

    opened.title = "県道23号は通れません"
    write(notice=opened, by=chief)

    assert showing() == []


@pytest.mark.django_db
def test_the_log_says_who_switched_and_wrote():
    chief = UserFactory()
    kept = write(notice=EmergencyNotice(title="断水のお知らせ"), by=chief)
    switch_on(notice=kept, by=chief, now=NOW)
    set_end(notice=kept, by=chief, now=NOW, until=NOW + timedelta(hours=1))
    switch_off(notice=kept, by=chief, now=NOW)
    switch_off(notice=kept, by=chief, now=NOW)
    throw_away(notice=EmergencyNotice.objects.get(pk=kept.pk), by=chief)

    log = ModelLogEntry.objects.order_by("pk")

    assert [entry.action for entry in log] == [
        "wagtail.create",
        "core.emergency_on",
        "core.emergency_prolonged",
        "core.emergency_off",
        "wagtail.delete",
    ]
    assert {entry.user for entry in log} == {chief}


@pytest.mark.django_db
def test_shipped_templates_fit_their_fields_and_come_once():
    first, again = load_shipped_templates(), load_shipped_templates()

    for template in EmergencyTemplate.objects.all():
        template.full_clean()
    assert (first, again) == (len(shipped_templates()), 0)


@pytest.mark.django_db
def test_a_template_that_the_town_renamed_is_not_shipped_again():
    load_shipped_templates()
    EmergencyTemplate.objects.filter(name="停電").update(name="電気が止まったとき")

    assert load_shipped_templates() == 0
