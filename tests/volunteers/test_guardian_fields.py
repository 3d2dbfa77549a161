"""The fields for a guardian, which only some have to fill in."""

from django.template.loader import render_to_string
from django.utils import translation

from volunteers.forms import VolunteerForm


def test_the_label_says_for_whom_a_guardian_is_required(db):
    with translation.override("ja"):
        html = render_to_string("components/form_field.html", {"field": VolunteerForm()["guardian_name"]})

    assert "18歳未満の方は必須" in html
    assert "任意" not in html
    assert "18歳以上の方は、ここと次の欄は、書かなくてけっこうです。" in html


def test_the_other_labels_still_say_whether_they_must_be_filled(db):
    with translation.override("ja"):
        phone = render_to_string("components/form_field.html", {"field": VolunteerForm()["phone"]})
        skills = render_to_string("components/form_field.html", {"field": VolunteerForm()["skills"]})

    assert "必須" in phone
    assert "任意" in skills
