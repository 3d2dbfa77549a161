import pytest
from django.core.paginator import Paginator

from portal.core.templatetags.portal import page_numbers


@pytest.mark.parametrize(
    ("number", "last", "shown"),
    [
        (1, 1, [1]),
        (1, 180, [1, 2, 3, None, 180]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (90, 180, [1, None, 88, 89, 90, 91, 92, None, 180]),
        (180, 180, [1, None, 178, 179, 180]),
    ],
)
def test_a_long_list_names_its_ends_and_the_pages_around_this_one(number, last, shown):
    page = Paginator(range(last), 1).page(number)

    assert page_numbers(page) == shown
