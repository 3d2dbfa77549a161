import pytest
from django.core.exceptions import ValidationError

from tests.factories.volunteers import ShiftFactory, SignupFactory, VolunteerFactory

pytestmark = pytest.mark.django_db


def test_a_volunteer_is_called_by_a_number_wherever_a_name_could_be_kept():
    signup = SignupFactory()

    assert str(signup.volunteer) == f"ボランティア {signup.volunteer.pk}"
    assert signup.volunteer.family_name not in str(signup)


def test_a_full_name_needs_no_given_name():
    assert VolunteerFactory(given_name="", given_kana="").full_name == "椎名"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("ends_at", None, "終わりは、始まりより後にしてください。"),
        ("places", 0, "募集人数は1人以上にしてください。"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_in_words(field, value, words):
    shift = ShiftFactory()
    setattr(shift, field, shift.starts_at if value is None else value)

    with pytest.raises(ValidationError) as caught:
        shift.full_clean()

    assert words in caught.value.messages
