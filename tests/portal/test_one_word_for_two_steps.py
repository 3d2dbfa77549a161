"""One thing has one name, whichever package says it."""

import pytest
from django.utils import translation
from django.utils.translation import gettext


@pytest.mark.parametrize(
    "source",
    ["Two-step log-in", "Two-Factor Authentication", "You cannot deactivate two-factor authentication."],
)
def test_the_second_step_of_a_log_in_is_always_called_the_same(source):
    with translation.override("ja"):
        assert "二段階認証" in gettext(source)
