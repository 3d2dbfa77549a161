from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.models import joined
from search.rules import LONGEST_QUERY, Candidate, Narrowing, cleaned, facets, narrowed, next_span, page_number

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
codes = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(joined)
candidates = st.lists(
    st.builds(
        Candidate,
        st.integers(),
        st.sampled_from(["event", "base"]),
        codes,
        codes,
        st.booleans(),
        st.just(""),
        st.just(""),
    ),
    max_size=12,
)
narrowings = st.builds(
    Narrowing, st.sampled_from(["", "event", "base"]), st.sampled_from(["", "a", "b"]), st.sampled_from(["", "a", "c"])
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  介護　 予防\n", "介護 予防"), ("介護\x00予防", "介護 予防"), ("\u202e介護", "介護"), ("", ""), ("\ud800", "")],
)
def test_what_is_typed_is_cleaned_before_anything_else(typed, kept):
    assert cleaned(typed) == kept


@given(st.text())
def test_cleaned_text_is_short_and_stays_as_it_is(text):
    assert len(cleaned(text)) <= LONGEST_QUERY
    assert cleaned(cleaned(text)) == cleaned(text)


@pytest.mark.parametrize(
    ("asked", "page"), [("3", 3), (None, 1), ("", 1), ("0", 1), ("-1", 1), ("x", 1), ("٣", 1), ("9" * 50, 10_000)]
)
def test_a_page_number_is_always_a_page(asked, page):
    assert page_number(asked) == page


@given(candidates=candidates, narrowing=narrowings)
def test_a_facet_counts_exactly_what_choosing_it_would_show(candidates, narrowing):
    offered = facets(candidates, narrowing)

    for kind, count in offered.kinds.items():
        assert len(narrowed(candidates, Narrowing(kind, narrowing.area, narrowing.topic))) == count > 0
    for area, count in offered.areas.items():
        assert len(narrowed(candidates, Narrowing(narrowing.kind, area, narrowing.topic))) == count > 0
    for topic, count in offered.topics.items():
        assert len(narrowed(candidates, Narrowing(narrowing.kind, narrowing.area, topic))) == count > 0


@given(candidates=candidates, narrowing=narrowings)
def test_what_is_over_comes_last_and_the_order_stays_else(candidates, narrowing):
    shown = narrowed(candidates, narrowing)

    assert [candidate.is_over for candidate in shown] == sorted(candidate.is_over for candidate in shown)
    coming = [candidate for candidate in shown if not candidate.is_over]
    assert coming == [candidate for candidate in candidates if candidate in coming and not candidate.is_over]


def test_the_next_span_is_the_first_that_is_not_over():
    hours = [(NOW + timedelta(hours=at), NOW + timedelta(hours=at + 1)) for at in (-3, 2, 5)]

    assert next_span(hours, NOW) == hours[1]
    assert next_span(hours, NOW + timedelta(hours=2, minutes=30)) == hours[1]
    assert next_span(hours, NOW + timedelta(days=2)) == hours[2]
    assert next_span([], NOW) is None
