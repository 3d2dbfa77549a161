from datetime import date

import pytest
from django.http import QueryDict

from tests.factories.core import CommunityAreaFactory, TopicFactory
from tests.factories.events import NOW
from tests.factories.volunteers import ShiftFactory, VolunteerFactory
from volunteers.forms import CallFilterForm, VolunteerForm
from volunteers.models import VolunteerOpportunity

pytestmark = pytest.mark.django_db

FILLED = {
    "family_name": "安曇",
    "given_name": "健吾",
    "family_kana": "あずみ",
    "given_kana": "ｹﾝｺﾞ",
    "birth_date": "昭和41年5月4日",
    "phone": "０９９９（０９）７００１",
    "contact_way": "phone",
    "agrees": "on",
}


def errors(**differs):
    form = VolunteerForm(FILLED | differs)
    form.is_valid()
    return {name: form.errors[name][0] for name in form.errors}


def test_what_people_write_in_any_width_becomes_one_form():
    form = VolunteerForm(FILLED)

    assert form.is_valid()
    assert {name: form.details()[name] for name in ("family_kana", "given_kana", "birth_date", "phone")} == {
        "family_kana": "アズミ",
        "given_kana": "ケンゴ",
        "birth_date": date(1966, 5, 4),
        "phone": "0999-09-7001",
    }


def test_the_reading_of_a_name_is_no_kanji():
    assert errors(family_kana="安曇") == {"family_kana": "名前の読みを、カタカナで書いてください。例：ヤマダ"}


def test_somebody_under_18_names_a_guardian():
    words = "18歳未満の方は、保護者の名前と電話番号を書いてください。"

    assert errors(birth_date="2008年11月24日") == {"guardian_name": words, "guardian_phone": words}
    assert errors(birth_date="2008年11月23日") == {}
    assert errors(birth_date="2010年1月1日", guardian_name="安曇 守", guardian_phone="0999-09-7002") == {}


def test_nobody_is_born_tomorrow():
    assert errors(birth_date="2026年11月24日") == {"birth_date": "これから先の日付です。生年月日を確かめてください。"}


def test_nobody_registers_without_agreeing():
    assert list(errors(agrees="")) == ["agrees"]


def test_the_day_of_birth_is_asked_once_and_never_shown_again():
    form = VolunteerForm(FILLED | {"birth_date": "1950年1月1日"}, instance=VolunteerFactory())

    assert "birth_date" not in form.as_p()
    assert form.is_valid()
    assert "birth_date" not in form.details()


def test_a_registered_child_still_needs_a_guardian():
    child = VolunteerFactory(birth_date=date(2012, 1, 1), guardian_name="椎名 守", guardian_phone="0999-09-7002")

    form = VolunteerForm(FILLED, instance=child)

    assert list(form.errors) == ["guardian_name", "guardian_phone"]


def test_a_guardian_cannot_be_made_to_agree_by_the_form():
    for_staff = {"guardian_agreed_on": "2026-11-01", "state": "registered", "expires_on": "2099-01-01"}
    form = VolunteerForm(FILLED | for_staff)

    assert form.is_valid()
    assert for_staff.keys() & form.details().keys() == set()


def test_choices_narrow_the_list_together_and_can_be_taken_back_one_by_one():
    area, topic = CommunityAreaFactory(code="here", name="川上"), TopicFactory(code="food", label="食事")
    both = ShiftFactory(opportunity__areas=[area], opportunity__topics=[topic]).opportunity
    ShiftFactory(opportunity__areas=[area])
    query = QueryDict("area=here&topic=food&when=weekday&page=2")
    form = CallFilterForm(query)

    found = form.narrow(VolunteerOpportunity.objects.all(), NOW)

    assert list(found) == [both]
    assert form.chosen(query) == [
        ("川上", "?topic=food&when=weekday"),
        ("食事", "?area=here&when=weekday"),
        ("月曜から金曜", "?area=here&topic=food"),
    ]


def test_what_is_wrong_in_the_address_is_passed_over():
    call = ShiftFactory().opportunity
    query = QueryDict("area=nowhere&topic=%00&when=never")
    form = CallFilterForm(query)

    assert list(form.narrow(VolunteerOpportunity.objects.all(), NOW)) == [call]
    assert form.chosen(query) == []
