from hypothesis import given
from hypothesis import strategies as st

from portal.core.slugs import free_slug


@given(st.sets(st.integers(min_value=2, max_value=12)), st.booleans())
def test_the_first_number_that_nobody_has_makes_an_address_free(numbers, is_taken):
    taken = {f"taiso-{number}" for number in numbers} | ({"taiso"} if is_taken else set())

    free = free_slug("taiso", taken.__contains__)

    assert free not in taken
    first = next(number for number in range(2, 20) if number not in numbers)
    assert free == (f"taiso-{first}" if is_taken else "taiso")
